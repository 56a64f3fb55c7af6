"""Tokens for the API: shown once, kept as a hash, revocable; never a cookie."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.store.people import persons, sessions
from service.store.people.persons import Credentials
from service.store.people.sessions import ApiToken
from service.workflow.account.own_password import prove_password
from service.workflow.account.sign_in import actor_of, hash_token, is_admitted, new_token
from service.workflow.actor import Actor
from service.workflow.errors import (
    DatabaseBusy,
    DiskFull,
    MustChangePassword,
    NotSignedIn,
    SignInRefused,
    looking_up,
)
from service.workflow.log_privileged_act import note_deed
from service.workflow.office import Office

LIFETIME = timedelta(days=365)
TOUCH_EVERY = timedelta(minutes=5)
LONGEST_NAME = 100
NAMELESS = Label(
    f"Vui lòng đặt tên cho mã truy cập (tối đa {LONGEST_NAME} ký tự).",
    f"Please name the token (at most {LONGEST_NAME} characters).",
)


@dataclass(frozen=True)
class NewToken:
    """A token just made: `secret` is shown this once."""

    secret: str
    token: ApiToken


def make_token(office: Office, actor: Actor, label: str, password: str) -> NewToken:
    """Return a new token of the person who proves to be it; a session alone is not enough.

    Raises FieldErrors for its name or the password, TooManyTries.
    """
    _checked_name(label)
    try:
        known = prove_password(office, actor, password, "token")
        return issue_token(office, actor, label, known)
    except SignInRefused as refused:
        raise FieldErrors({"password": (refused.label,)}) from refused


def issue_token(
    office: Office, actor: Actor, label: str, known: Credentials | None = None
) -> NewToken:
    """Return a new token of the person, good for a year; raises FieldErrors for its name.

    `known` is what a password was found to fit; raises SignInRefused where it was changed since.
    """
    name = _checked_name(label)
    secret, now = new_token(), office.now()
    with office.database.writing() as uow:
        if known is not None and persons.get_credentials(uow, actor.person_id) != known:
            # What ended every token a moment ago ends this one too.
            raise SignInRefused
        token = sessions.add_api_token(
            uow,
            token_hash=hash_token(secret),
            person_id=actor.person_id,
            label=name,
            now=now,
            expires_at=now + LIFETIME,
        )
        note_deed(office, uow, actor, "token_made", {"label": name})
    return NewToken(secret, token)


def _checked_name(label: str) -> str:
    name = vietnamese.normalise(label).strip()
    if not name or len(name) > LONGEST_NAME or vietnamese.find_forbidden(label):
        raise FieldErrors({"label": (NAMELESS,)})
    return name


def who_holds(office: Office, secret: str) -> Actor:
    """Return the person who holds the token; raises NotSignedIn, MustChangePassword."""
    now = office.now()
    with office.database.reading() as uow:
        token = sessions.find_api_token(uow, hash_token(secret), now)
        if token is None:
            raise NotSignedIn
        person = persons.get_person(uow, token.person_id)
    if not is_admitted(office, person):
        raise NotSignedIn
    actor = actor_of(person)
    if actor.must_change_password:
        raise MustChangePassword
    if token.last_used_at is None or now - token.last_used_at > TOUCH_EVERY:
        with suppress(DatabaseBusy, DiskFull), office.database.writing() as uow:
            sessions.touch_api_token(uow, token.id, now)
    return actor


def list_tokens(office: Office, actor: Actor) -> tuple[ApiToken, ...]:
    """Return the person's tokens, newest first, without their secrets."""
    with office.database.reading() as uow:
        return sessions.list_api_tokens(uow, actor.person_id)


def revoke_token(office: Office, actor: Actor, token_id: int) -> None:
    """End a token of the person; raises NotFound for anybody else's."""
    with looking_up(), office.database.writing() as uow:
        token = sessions.revoke_api_token(uow, token_id, actor.person_id, office.now())
        note_deed(office, uow, actor, "token_ended", {"label": token.label})
