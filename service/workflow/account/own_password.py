"""One's own password: proved before what a stolen session must not do, and changed."""

from service.formkit.labels import Label
from service.store.people import persons
from service.store.people.persons import Credentials
from service.workflow.account.credentials import end_ways_in
from service.workflow.account.passwords import hash_password, password_fits, require_strong
from service.workflow.account.sign_in import SignedIn, open_session
from service.workflow.account.sign_in_tries import Asking, claim_try, forgive
from service.workflow.actor import Actor
from service.workflow.errors import SignInRefused
from service.workflow.log_privileged_act import note_deed
from service.workflow.office import Office

WRONG = Label("Mật khẩu hiện tại chưa đúng. Vui lòng gõ lại.", "The present password is wrong.")


def prove_password(office: Office, actor: Actor, password: str, purpose: str) -> Credentials:
    """Return what the password was found to fit; a guess counts as a try to sign in.

    Raises SignInRefused when it is wrong, noted with what it was asked for, and TooManyTries.
    """
    # By name alone: the guesses of one colleague must not hold up all behind the same address.
    claim = claim_try(office, Asking(actor.username, "", actor.person_id))
    with office.database.reading() as uow:
        known = persons.get_credentials(uow, actor.person_id)
    fits = password_fits(password, known.password_hash, office.settings.data)
    with office.database.writing() as uow:
        if fits:
            forgive(uow, claim)
            return known
        note_deed(office, uow, actor, "password_refused", {"purpose": purpose})
    raise SignInRefused(WRONG)


def change_password(office: Office, actor: Actor, old: str, new: str) -> SignedIn:
    """Return the one session that is left, a new one: all others and every token are dead.

    Raises SignInRefused when `old` is wrong, TooManyTries when it was wrong too often,
    PasswordTooWeak when `new` may not stand.
    """
    known = prove_password(office, actor, old, "password")
    require_strong(new, actor.username, old)
    hashed = hash_password(new)
    with office.database.writing() as uow:
        if persons.get_credentials(uow, actor.person_id) != known:
            # Reset or closed while the hash was being worked out: that counts, not this.
            raise SignInRefused
        persons.set_password(uow, actor.person_id, hashed, must_change=False)
        end_ways_in(uow, actor.person_id, office.now())
        note_deed(office, uow, actor, "password_changed", {})
        return open_session(office, uow, persons.get_person(uow, actor.person_id), actor.address)
