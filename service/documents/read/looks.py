"""How the text of a file looks: hidden or shown, in letters or in signs of a symbol font."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from service.documents.wordml import PARAGRAPH, PARAGRAPH_PR, RUN_PR, VAL, Element, parse_part, w

# In the order of the font, from 0x20 to 0xFF; a blank where Unicode has no such sign. Where it has
# a plain sign of the same shape (→, ☑), that one stands: every machine can print it.
_SIGNS = {
    "symbol": (
        " !∀#∃%&∍()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩ"
        "ΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~                 "
        "                €ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩"
        "∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ "
    ),
    "webdings": (
        " 🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺🗚🗳🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨"
        "🔈🎔🎕🗬🙽🗭🗪🗫⮔✔🚲⬜🛡📦🛱⬛🚑🛈🛩🛰🟈🕴⬤🛥🚔🗘✗❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲 🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠"
        "🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻🕵🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻🖥🖦🖧🕹🎮🕻🕼📟"
        "🖁🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊"
    ),
    "wingdings": (
        " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈"
        "✠✡☪☯🕉☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵⚫🔾◼□❐❑❒🞟⧫◆❖⬩⌧⮹⌘🏵🏶🙶🙷▯🄋➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍"
        "➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟∙•⬝⭘🞆🞈🞊🞋🔿▪□🟁🟅★🟋🟏🟓🟑⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴"
        "⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘⬅➡⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑ "
    ),
    "wingdings2": (
        " 🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗✓☒☑☒☒⮾⮿🛇"
        "⦸🙱🙴🙲🙳‽🙹🙺🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿ ☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤"
        "🕥🕦🕧🙨🙩⋅🞄⦁●○🞅🞇🞉⊙⦿🞌🞍◾■□🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁⬟⯂⬣⬢⯃⯄🞡🞢"
        "🞣🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂      "
    ),
    "wingdings3": (
        " ⭠⭢⭡⭣⭦⭧⭩⭨⭰⭲⭱⭳⭶⭸⭻⭽⭤⭥⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮⭯⎋⌤⌃⌥␣⍽"
        "⇪⮸🢠🢡🢢🢣🢤🢥🢦🢧🢨🢩🢪🢫🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙▲▼△▽◀▶◁▷◣◢◤◥🞀🞂🞁 🞃⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕"
        "🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽🠿🡀🡂🡁🡃🡄🡆🡅"
        "🡇⮨⮩⮪⮫⮬⮭⮮⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗               "
    ),
}
_FIRST, _PRIVATE = 0x20, 0xF000
UNKNOWN = "\ufffd"


def is_symbol_font(font: str) -> bool:
    """Return whether the font draws signs in place of letters."""
    return _plain(font) in _SIGNS


def sign_of(font: str, code: int) -> str:
    """Return the sign that a font shows for a letter's number; the letter itself elsewhere."""
    signs = _SIGNS.get(_plain(font))
    place = (code - _PRIVATE if code >= _PRIVATE else code) - _FIRST
    if signs is not None and 0 <= place < len(signs):
        return signs[place]
    return chr(code) if 0 <= code < 0x110000 else UNKNOWN


def signs_of(font: str, text: str) -> str:
    """Return a text as the font shows it, letter by letter."""
    return "".join(sign_of(font, ord(letter)) for letter in text)


def sign_in_hex(font: str, code: str) -> str:
    """Return the same for a number as Word writes it (`F0FE`)."""
    try:
        return sign_of(font, int(code, 16))
    except ValueError:
        return UNKNOWN


@lru_cache(maxsize=256)
def _plain(font: str) -> str:
    return "".join(font.split()).casefold()


_VANISH, _FONTS = w("vanish"), w("rFonts")
_RUN_STYLE, _PARAGRAPH_STYLE = w("rStyle"), w("pStyle")
_FACES = tuple(w(face) for face in ("ascii", "hAnsi", "eastAsia", "cs"))
# Of hidden text, Wingdings, Webdings, Symbol: what a part must say to be looked at.
_TELLING = (b"vanish", b"dings", b'"Symbol"')
T = TypeVar("T")
OFF = ("0", "false", "off")


@dataclass(frozen=True)
class HiddenText:
    """What styles say of their text, their ancestors included, by the id of a style.

    `first` is the style of paragraphs that name none; `hides_all` what holds without a style.
    """

    hidden: Mapping[str, bool] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    first: str = ""
    hides_all: bool = False

    def hides(self, run: Element) -> bool:
        """Return whether the run is hidden text, which no page shows (ISO 29500-1, 17.3.2.41)."""
        hidden = _vanish(run.find(RUN_PR))
        if hidden is not None:
            return hidden
        # Within styles it toggles: a hidden style in a hidden paragraph is shown (17.7.3).
        of_run = self.hidden.get(_style(run.find(RUN_PR), _RUN_STYLE), False)
        return of_run != self._hides_paragraph(next(run.iterancestors(PARAGRAPH), None))

    def hides_mark(self, paragraph: Element) -> bool:
        """Return whether the paragraph's end is hidden, so that the next one goes on its line."""
        properties = paragraph.find(PARAGRAPH_PR)
        hidden = _vanish(properties.find(RUN_PR)) if properties is not None else None
        return self._hides_paragraph(paragraph) if hidden is None else hidden

    def symbol_font(self, run: Element) -> str:
        """Return the font of signs the run is written in; '' for letters."""
        properties = run.find(RUN_PR)
        font = _symbol_font(properties)
        if font is not None:
            return font
        of_run = self.fonts.get(_style(properties, _RUN_STYLE))
        if of_run is not None:
            return of_run
        return self.fonts.get(self._style_of(next(run.iterancestors(PARAGRAPH), None)), "")

    def _hides_paragraph(self, paragraph: Element | None) -> bool:
        return self.hidden.get(self._style_of(paragraph), self.hides_all)

    def _style_of(self, paragraph: Element | None) -> str:
        properties = paragraph.find(PARAGRAPH_PR) if paragraph is not None else None
        return _style(properties, _PARAGRAPH_STYLE) or self.first


PLAIN = HiddenText()
"""No style hides anything, and no run either: nothing needs to be looked at."""


def tells_looks(xml: bytes) -> bool:
    """Return whether a part speaks of hidden text or of fonts of signs at all."""
    return any(word in xml for word in _TELLING)


def looks_of(styles: bytes) -> HiddenText:
    """Return what the styles say, which need not be much; raises etree.XMLSyntaxError."""
    root = parse_part(styles)
    by_id = {each.get(w("styleId"), ""): each for each in root.iterfind(w("style"))}
    first = root.xpath("*[@*[local-name()='default'] and @*[local-name()='type']='paragraph']")
    default = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RUN_PR}")
    return HiddenText(
        _inherited(by_id, _vanish),
        _inherited(by_id, _symbol_font),
        first[0].get(w("styleId"), "") if first else "",
        bool(_vanish(default)),
    )


def _inherited(
    by_id: Mapping[str, Element], read: Callable[[Element | None], T | None]
) -> dict[str, T]:
    found = {}
    for name in by_id:
        style, seen = name, set[str]()
        while style in by_id and style not in seen:
            seen.add(style)
            inherited = read(by_id[style].find(RUN_PR))
            if inherited is not None:
                found[name] = inherited
                break
            style = _style(by_id[style], w("basedOn"))
    return found


def _vanish(properties: Element | None) -> bool | None:
    element = properties.find(_VANISH) if properties is not None else None
    return None if element is None else element.get(VAL, "1") not in OFF


def _symbol_font(properties: Element | None) -> str | None:
    fonts = properties.find(_FONTS) if properties is not None else None
    faces = [fonts.get(face) for face in _FACES] if fonts is not None else []
    named = [face for face in faces if face]
    if not named:
        return None
    return named[0] if is_symbol_font(named[0]) else ""


def _style(properties: Element | None, kind: str) -> str:
    element = properties.find(kind) if properties is not None else None
    return str(element.get(VAL, "")) if element is not None else ""
