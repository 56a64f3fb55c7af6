"""The stages of a form as a picture (SVG), drawn from its table of moves and from nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from service.formkit.form import Form
from service.formkit.moves import Move, Stage

WIDTH, HEIGHT, STEP, TOP = 240, 42, 96, 56
COLUMNS = {"main": 150, "side": 560, "end": 940}
FILLS = {
    "draft": ("#E7EBEF", "#45515D"),
    "waiting": ("#EFEAFA", "#573A9C"),
    "working": ("#E6F0FA", "#0B5CAB"),
    "done": ("#E2F3E8", "#17653A"),
    "bad": ("#FDEBE9", "#A51C1C"),
}
LETTERS = 36
"""Letters of a line of small type as wide as a box."""
ARROW_HEAD = (
    '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto"><path d="M0 0 8 4 0 8z" fill="#76838F"/></marker></defs>'
)
STYLE = (
    "text{font:13px 'Be Vietnam Pro',sans-serif;fill:#18222D}"
    ".n{font-weight:600;text-anchor:middle}.l{font-size:11px;fill:#495766}"
    ".e{fill:none;stroke:#76838F;stroke-width:1.4;marker-end:url(#a)}"
    ".r{fill:none;stroke:#B57300;stroke-width:1.4;stroke-dasharray:4 4;marker-end:url(#a)}"
)


@dataclass(frozen=True)
class Place:
    """Where a stage's box stands: its left upper corner."""

    stage: Stage
    column: str
    x: int
    y: int

    @property
    def middle(self) -> int:
        """The height of the box's middle."""
        return self.y + HEIGHT // 2

    @property
    def right(self) -> int:
        """The right edge of the box."""
        return self.x + WIDTH


def stage_picture(form: Form, language: str = "vi") -> str:
    """Return the SVG: the main way downwards, side ways to its right, ends at the far right.

    A grey arrow is a move, an amber dashed one a return along the main way.
    """
    places = _places(form)
    height = max(place.y for place in places.values()) + HEIGHT + 40
    drawn = list(_arrows(form, places, language))
    for place in places.values():
        drawn += [_box(place, language), *_ways_in(form, place, language)]
    title = escape(f"{form.code}: {form.title.in_(language)}")
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1210 {height}" role="img">',
            f"<title>{title}</title>",
            f"<style>{STYLE}</style>",
            ARROW_HEAD,
            f'<rect width="1210" height="{height}" fill="#FFFFFF"/>',
            f'<text x="24" y="32" style="font-weight:600">{title}</text>',
            *drawn,
            "</svg>\n",
        )
    )


def _places(form: Form) -> dict[str, Place]:
    """Return where each stage stands: side ways beside the stage they branch from."""
    main = [stage for stage in form.stages if stage.branch is None]
    rows = {stage.key: at for at, stage in enumerate(main)}
    places = {
        stage.key: Place(stage, "main", COLUMNS["main"], TOP + rows[stage.key] * STEP)
        for stage in main
    }
    free = dict.fromkeys(("side", "end"), TOP)
    for stage in form.stages:
        if stage.branch is None:
            continue
        column = "end" if stage.ended else "side"
        beside = places[stage.branch].y if stage.branch in places else TOP
        y = max(beside, free[column])
        free[column] = y + HEIGHT + 62
        places[stage.key] = Place(stage, column, COLUMNS[column], y)
    return places


def _box(place: Place, language: str) -> str:
    fill, ink = FILLS[place.stage.tone]
    radius = 20 if place.stage.ended else 8
    name = escape(place.stage.label.in_(language))
    return (
        f'<rect x="{place.x}" y="{place.y}" width="{WIDTH}" height="{HEIGHT}" rx="{radius}" '
        f'fill="{fill}" stroke="{ink}"/>'
        f'<text class="n" x="{place.x + WIDTH // 2}" y="{place.middle + 5}">{name}</text>'
    )


def _arrows(form: Form, places: dict[str, Place], language: str) -> Iterator[str]:
    named: dict[tuple[str, str, bool], list[str]] = {}
    for move in form.moves:
        for end, returned in _ends(form, move):
            beside = "side" in (places[move.from_stage].column, places[end].column)
            # Plain returns to and from a side way would only clutter; one of its own name is shown.
            clutters = returned and beside and not move.to_stage
            if end != move.from_stage and not clutters:
                key = (move.from_stage, end, returned and not beside)
                named.setdefault(key, []).append(move.label.in_(language))
    for (start, end, returned), labels in named.items():
        words = " / ".join(dict.fromkeys(labels))
        yield from _arrow(places[start], places[end], words, returned)


def _ends(form: Form, move: Move) -> Iterator[tuple[str, bool]]:
    """Yield where a move leads; a return without a stage of its own leads back to every sender."""
    if move.to_stage:
        yield move.to_stage, move.returns
    else:
        senders = (m for m in form.moves if m.to_stage == move.from_stage and not m.returns)
        yield from dict.fromkeys((m.from_stage, True) for m in senders if not m.stays)
    if move.continues_at:
        yield move.continues_at, False


def _arrow(start: Place, end: Place, words: str, returned: bool) -> Iterator[str]:
    if returned:
        reach = 40 + min(abs(end.y - start.y), 300) // 4
        path = (
            f"M{start.x} {start.middle - 6}C{start.x - reach} {start.middle - 6} "
            f"{end.x - reach} {end.middle + 6} {end.x} {end.middle + 6}"
        )
        yield f'<path class="r" d="{path}"><title>{escape(words)}</title></path>'
        return
    if start.column == end.column == "main":
        yield from _down(start, end, words)
        return
    leaves, enters = (start.right, end.x) if end.x > start.x else (start.x, end.right)
    if start.column == end.column:
        leaves = enters = start.right
    bend = (leaves + enters) // 2 + (60 if leaves == enters else 0)
    curve = f"{bend} {start.middle} {bend} {end.middle} {enters} {end.middle}"
    path = f"M{leaves} {start.middle}C{curve}"
    yield f'<path class="e" d="{path}"><title>{escape(words)}</title></path>'


def _ways_in(form: Form, place: Place, language: str) -> Iterator[str]:
    """Yield the names of the moves that lead to a side way or an end, below its box."""
    if place.column == "main":
        return
    key = place.stage.key
    leading = (m for m in form.moves if key in (m.to_stage, m.continues_at) and not m.stays)
    names = "; ".join(dict.fromkeys(move.label.in_(language) for move in leading))
    for at, line in enumerate(wrap(names, LETTERS)):
        y = place.y + HEIGHT + 15 + 14 * at
        yield f'<text class="l" x="{place.x + 6}" y="{y}">{escape(line)}</text>'


def _down(start: Place, end: Place, words: str) -> Iterator[str]:
    x = start.x + WIDTH // 2
    if 0 < end.y - start.y <= STEP:
        yield f'<path class="e" d="M{x} {start.y + HEIGHT}V{end.y}"/>'
        yield f'<text class="l" x="{x + 8}" y="{start.y + HEIGHT + 30}">{escape(words)}</text>'
        return
    reach = start.right + 70
    path = (
        f"M{start.right} {start.middle}C{reach} {start.middle} {reach} {end.middle} "
        f"{end.right} {end.middle}"
    )
    yield f'<path class="e" d="{path}"><title>{escape(words)}</title></path>'
