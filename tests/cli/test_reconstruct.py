def test_reconstruct_never_writes_over_a_picture(facelab, weights, aligned):
    before = aligned.read_bytes()
    facelab("reconstruct", aligned, "--aligned", "-o", aligned.parent, "--overwrite", *weights, code=2)
    assert aligned.read_bytes() == before
