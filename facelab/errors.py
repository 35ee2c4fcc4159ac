"""The errors a person may meet. Each message is one sentence: what is wrong and what to do."""


class FaceLabError(Exception):
    """Something the person can mend; the command line prints the message and exits with code 2."""


class PhotoError(FaceLabError):
    """A file that is no readable picture, or one beyond the limits."""


class FaceError(FaceLabError):
    """No such face in the photo, or landmarks that make no face."""


class WeightsError(FaceLabError):
    """A checkpoint or attributes file that cannot be used."""


class EditError(FaceLabError):
    """An edit that cannot be made: an unknown attribute, a lock on what is asked for, an unreachable value."""


class OutputError(FaceLabError):
    """A place that cannot be written."""


class DataError(FaceLabError):
    """Training data or a training configuration that cannot be used."""
