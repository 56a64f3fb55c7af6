"""Who may be chosen for a part, how each is told from namesakes, and whom a typed text means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.formkit.labels import Label
from service.formkit.moves import Role
from service.formkit.person_names import name_heard, same_name
from service.store.base import value_of
from service.store.database import UnitOfWork
from service.store.people import persons
from service.store.people.persons import Person
from service.store.people.units import name_key
from service.store.snapshot import while_people_stay

NOBODY = Label(
    "Danh sách không có ai tên «{name}». Vui lòng chọn người trong danh sách.",
    "The register has nobody called “{name}”. Please choose a person from the list.",
)
WHICH = Label(
    "Có {count} người tên «{name}»: {who}. Vui lòng chọn đúng người trong danh sách, hoặc ghi họ "
    "tên kèm tên đăng nhập, ví dụ «{example}».",
    "{count} people are called “{name}”: {who}. Please choose the right one from the list, or "
    "write the name with the user name, as “{example}”.",
)
OTHER_NAME = Label(
    "Tên đăng nhập «{username}» là của {owner}, không phải «{name}». Vui lòng chọn lại người "
    "trong danh sách.",
    "The user name “{username}” is {owner}'s, not that of “{name}”. Please choose the person from "
    "the list again.",
)
CLOSED = Label(
    "Tài khoản của {name} đã khóa nên không nhận việc được. Vui lòng chọn người khác.",
    "The account of {name} is closed, so no work can be given there. Please choose somebody else.",
)
NO_ROLE = Label(
    "{name} chưa có vai trò nào trong quy trình nên không nhận việc được. Vui lòng chọn người "
    "khác, hoặc nhờ quản trị hệ thống cấp vai trò.",
    "{name} has no role in the procedure, so no work can be given there. Please choose somebody "
    "else, or ask the administrator for a role.",
)
_WITH_USERNAME = re.compile(r"(?P<name>.*?) ?\((?P<username>[A-Za-z0-9._-]+)\)")


class NotClear(Exception):
    """A text that means nobody who may be chosen, or several; `label` says what to do."""

    def __init__(self, label: Label, *, unknown: bool = False) -> None:
        super().__init__(label.vi)
        self.label = label
        self.unknown = unknown
        """True when nobody who is here bears the name: it may be a stranger's."""


def takes_part_in_procedure(person: Person) -> bool:
    """Return whether work may be given to the person (giao việc được): administering is no role."""
    return bool(person.roles - {Role.ADMINISTRATOR})


@dataclass(frozen=True)
class PersonChoice:
    """One person as a list offers them; `text` is what a field holds once they are chosen."""

    id: int
    username: str
    full_name: str
    title: str
    unit_name: str
    text: str

    @property
    def told(self) -> str:
        """The person with post and unit: `Lê Thanh Tùng · Trưởng phòng · Phòng Quản lý ngân sách`.

        The name stands in it too: some browsers show this line alone.
        """
        return " · ".join(filter(None, (self.text, self.title, self.unit_name)))


def may_be_chosen(person: Person) -> bool:
    """Return whether somebody may be given a part: here, and with a role in the procedure."""
    return person.active and takes_part_in_procedure(person)


class Register:
    """The people of the office, real or sample ones, as parts are given to them."""

    def __init__(self, everybody: Iterable[Person]) -> None:
        self._everybody = tuple(everybody)
        self._here = tuple(each for each in self._everybody if may_be_chosen(each))
        self._by_id = {each.id: each for each in self._everybody}
        self._by_username = {name_key(each.username): each for each in self._everybody}
        self._by_name: dict[str, list[Person]] = {}
        for each in self._everybody:
            self._by_name.setdefault(name_heard(each.full_name), []).append(each)

    def person(self, person_id: int) -> Person | None:
        """Return the person of that id, whether they may be chosen or not."""
        return self._by_id.get(person_id)

    def choices(self) -> tuple[PersonChoice, ...]:
        """Return everybody who may be chosen, by rank and name."""
        return tuple(self._choice(each) for each in self._here)

    def text_of(self, person: Person) -> str:
        """Return what stands for the person in a field: the user name beside it among namesakes."""
        named = self._by_name.get(name_heard(person.full_name), [])
        alone = sum(may_be_chosen(each) for each in named) <= 1
        if alone and self._by_notation(person.full_name) in (None, person):
            return person.full_name
        return _with_username(person)

    def with_username(self, text: str) -> Person | None:
        """Return whom `Bùi Hải Yến (yen)` means, may they be chosen or not; None for other texts.

        Raises NotClear where the user name is another's.
        """
        found = _WITH_USERNAME.fullmatch(same_name(text))
        person = self._by_username.get(name_key(found["username"])) if found else None
        if found is None or person is None:
            return None
        if name_heard(found["name"]) not in ("", name_heard(person.full_name)):
            values = {"username": person.username, "owner": person.full_name, "name": found["name"]}
            raise NotClear(OTHER_NAME.with_(**values))
        return person

    def borne(self, text: str) -> Person | None:
        """Return who is meant by a name that one person bears, or by a name with its user name.

        Who left does not stand in the way of who is here, and is meant where nobody else is.
        Raises NotClear where several are here: nothing is guessed. A user name beside a name wins
        over who is called as the whole text reads.
        """
        chosen = self._by_notation(text)
        if chosen is not None:
            return chosen
        named = self._by_name.get(name_heard(text), [])
        here = [each for each in named if may_be_chosen(each)]
        if len(here) > 1:
            raise NotClear(self._which(here))
        if here or named:
            return (here or named)[0]
        return self.with_username(text)

    def received(self, text: str) -> Person | None:
        """Return who is meant, as `borne`, where a user name alone will do, too.

        Raises NotClear also where it is the full name of somebody else.
        """
        by_username, named = self.with_username(f"({text.strip()})"), self.borne(text)
        if by_username and named and by_username != named:
            raise NotClear(self._which([by_username, named], text))
        return by_username or named

    def meant(self, text: str) -> Person:
        """Return who is meant, as `borne`, where a part may be given to them; raises NotClear."""
        person = self.borne(text)
        if person is None:
            raise NotClear(NOBODY.with_(name=same_name(text)), unknown=True)
        if not may_be_chosen(person):
            raise NotClear(why_not(person), unknown=True)
        return person

    def _by_notation(self, text: str) -> Person | None:
        """Return whom a name with a user name means; None also where the two do not belong."""
        try:
            return self.with_username(text)
        except NotClear:
            return None

    def _which(self, namesakes: list[Person], text: str = "") -> Label:
        who = "; ".join(_told_apart(each) for each in namesakes)
        return WHICH.with_(
            count=len(namesakes),
            name=same_name(text) or namesakes[0].full_name,
            who=who,
            example=_with_username(namesakes[0]),
        )

    def _choice(self, person: Person) -> PersonChoice:
        return value_of(PersonChoice, person, text=self.text_of(person))


@while_people_stay
def register_of(uow: UnitOfWork, *, is_sample: bool) -> Register:
    """Return the office's people, real or sample ones: the two never meet."""
    everybody = persons.list_people(uow)
    return Register(each for each in everybody if each.is_sample == is_sample)


def why_not(person: Person) -> Label:
    """Return why somebody who may not be chosen may not."""
    return (NO_ROLE if person.active else CLOSED).with_(name=person.full_name)


def _with_username(person: Person) -> str:
    return f"{person.full_name} ({person.username})"


def _told_apart(person: Person) -> str:
    return ", ".join(filter(None, (person.username, person.title, person.unit_name)))
