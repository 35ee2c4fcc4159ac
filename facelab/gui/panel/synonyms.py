"""Other words that people search an attribute by."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from facelab.attributes import QT_TRANSLATE_NOOP

SYNONYMS: Mapping[str, str] = {
    "5_o_Clock_Shadow": QT_TRANSLATE_NOOP("Synonyms", "beard unshaven facial hair"),
    "Arched_Eyebrows": QT_TRANSLATE_NOOP("Synonyms", "brows"),
    "Attractive": QT_TRANSLATE_NOOP("Synonyms", "beautiful pretty handsome beauty"),
    "Bags_Under_Eyes": QT_TRANSLATE_NOOP("Synonyms", "tired circles"),
    "Bald": QT_TRANSLATE_NOOP("Synonyms", "without hair"),
    "Bangs": QT_TRANSLATE_NOOP("Synonyms", "fringe hair forehead"),
    "Big_Lips": QT_TRANSLATE_NOOP("Synonyms", "thick mouth"),
    "Big_Nose": QT_TRANSLATE_NOOP("Synonyms", "large wide"),
    "Black_Hair": QT_TRANSLATE_NOOP("Synonyms", "dark colour color"),
    "Blond_Hair": QT_TRANSLATE_NOOP("Synonyms", "blonde fair colour color"),
    "Blurry": QT_TRANSLATE_NOOP("Synonyms", "sharp focus"),
    "Brown_Hair": QT_TRANSLATE_NOOP("Synonyms", "brunette colour color"),
    "Bushy_Eyebrows": QT_TRANSLATE_NOOP("Synonyms", "brows thick"),
    "Chubby": QT_TRANSLATE_NOOP("Synonyms", "fat thick weight slim thin"),
    "Double_Chin": QT_TRANSLATE_NOOP("Synonyms", "fat thick weight"),
    "Eyeglasses": QT_TRANSLATE_NOOP("Synonyms", "spectacles sunglasses"),
    "Goatee": QT_TRANSLATE_NOOP("Synonyms", "beard chin facial hair"),
    "Gray_Hair": QT_TRANSLATE_NOOP("Synonyms", "gray white old age colour color"),
    "Heavy_Makeup": QT_TRANSLATE_NOOP("Synonyms", "makeup cosmetics"),
    "High_Cheekbones": QT_TRANSLATE_NOOP("Synonyms", "cheeks"),
    "Male": QT_TRANSLATE_NOOP("Synonyms", "man men woman women female boy girl gender sex"),
    "Mouth_Slightly_Open": QT_TRANSLATE_NOOP("Synonyms", "teeth lips"),
    "Mustache": QT_TRANSLATE_NOOP("Synonyms", "beard moustache facial hair"),
    "Narrow_Eyes": QT_TRANSLATE_NOOP("Synonyms", "squint"),
    "No_Beard": QT_TRANSLATE_NOOP("Synonyms", "beard shaved facial hair"),
    "Oval_Face": QT_TRANSLATE_NOOP("Synonyms", "shape long thin"),
    "Pale_Skin": QT_TRANSLATE_NOOP("Synonyms", "white light"),
    "Pointy_Nose": QT_TRANSLATE_NOOP("Synonyms", "thin narrow"),
    "Receding_Hairline": QT_TRANSLATE_NOOP("Synonyms", "hair forehead balding"),
    "Rosy_Cheeks": QT_TRANSLATE_NOOP("Synonyms", "blush red makeup"),
    "Sideburns": QT_TRANSLATE_NOOP("Synonyms", "beard whiskers facial hair"),
    "Smiling": QT_TRANSLATE_NOOP("Synonyms", "smile laugh grin happy serious sad"),
    "Straight_Hair": QT_TRANSLATE_NOOP("Synonyms", "smooth"),
    "Wavy_Hair": QT_TRANSLATE_NOOP("Synonyms", "curly curls"),
    "Wearing_Earrings": QT_TRANSLATE_NOOP("Synonyms", "jewellery jewelry"),
    "Wearing_Hat": QT_TRANSLATE_NOOP("Synonyms", "cap"),
    "Wearing_Lipstick": QT_TRANSLATE_NOOP("Synonyms", "lips red makeup"),
    "Wearing_Necklace": QT_TRANSLATE_NOOP("Synonyms", "jewellery jewelry"),
    "Wearing_Necktie": QT_TRANSLATE_NOOP("Synonyms", "suit"),
    "Young": QT_TRANSLATE_NOOP("Synonyms", "old older age aging elderly youth wrinkles"),
}
"""Words beside an attribute's title, separated by spaces."""


def synonyms(attribute: str) -> str:
    """Other words for an attribute, in English and in the current language."""
    return f"{SYNONYMS[attribute]} {QCoreApplication.translate('Synonyms', SYNONYMS[attribute])}"
