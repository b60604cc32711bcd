"""Each change happens once, from the right state alone, as a whole, and late only after commit."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from wagtail.models import Collection, GroupCollectionPermission, PageViewRestriction, WorkflowState

from armoedegeheugen.editorial import roles
from armoedegeheugen.models import Municipality, PracticeCard, Submission
from armoedegeheugen.models.submission import State
from armoedegeheugen.sections.models import OverviewPage
from armoedegeheugen.submissions import attachment, card, drafts, lifecycle, mail, media_library
from tests.submissions.conftest import EMAIL, Sender, pdf, person, picture, upload

PNG = attachment.Attachment(picture("PNG"), "png")


def in_state(submission: Submission, state: State) -> Submission:
    """As another request left it; the object in hand does not know yet."""
    Submission.objects.filter(pk=submission.pk).update(state=state)
    return submission


def stored(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def test_what_was_confirmed_meanwhile_is_not_changed(sender: Sender):
    draft = in_state(sender.tell_all(), State.QUEUED)
    assert not drafts.save(draft, bereik="Iets anders")
    assert stored(draft).bereik != "Iets anders"
    assert stored(draft).state == State.QUEUED


def test_a_file_for_what_was_confirmed_meanwhile_is_not_kept(sender: Sender, files):
    draft = sender.tell_all()
    drafts.attach(draft, PNG, "eerst.png")
    in_state(draft, State.QUEUED)
    assert not drafts.attach(draft, PNG, "tweede.png")
    assert [path.name for path in files.iterdir()] == [stored(draft).attachment]
    assert not drafts.detach(draft)
    assert [path.name for path in files.iterdir()] == [stored(draft).attachment]


def test_what_was_confirmed_meanwhile_is_not_erased(sender: Sender, files):
    draft = sender.tell_all()
    drafts.attach(draft, PNG, "eerst.png")
    drafts.erase(in_state(draft, State.QUEUED))
    assert stored(draft)
    assert list(files.iterdir())


def test_only_files_that_nobody_confirmed_count_for_their_bound(sender: Sender, settings):
    settings.SUBMISSION_UNCONFIRMED_BYTES = 100
    draft = sender.tell_all()
    Submission.objects.filter(pk=draft.pk).update(attachment_size=100)
    assert not drafts.room_for_files()
    in_state(draft, State.QUEUED)
    assert drafts.room_for_files()


def test_sending_starts_from_a_draft_alone(sender: Sender):
    draft = in_state(sender.tell_all(), State.SENT)
    assert not lifecycle.send(draft)
    assert not outbox.outbox


@pytest.mark.parametrize("state", [State.PUBLISHED, State.REFUSED, State.WITHDRAWN, State.ASKED])
def test_a_question_is_asked_about_what_waits_alone(sender: Sender, state):
    submission = in_state(sender.deliver(), state)
    outbox.outbox.clear()
    lifecycle.ask(submission, "Hoeveel mensen?")
    assert stored(submission).state == state
    assert not submission.messages.exists()
    assert not outbox.outbox


@pytest.mark.parametrize("state", [State.PUBLISHED, State.REFUSED, State.WITHDRAWN])
def test_taking_it_up_again_follows_a_question_alone(sender: Sender, state):
    submission = in_state(sender.deliver(), state)
    lifecycle.resume(submission)
    assert stored(submission).state == state


@pytest.mark.parametrize("state", [State.REFUSED, State.WITHDRAWN, State.PUBLISHED])
def test_published_is_what_was_with_the_editors(sender: Sender, state):
    submission = in_state(sender.deliver(), state)
    outbox.outbox.clear()
    lifecycle.publish(submission)
    assert stored(submission).state == state
    assert not outbox.outbox


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REFUSED, State.SENT])
def test_refused_is_what_was_with_the_editors_or_online(sender: Sender, state):
    submission = in_state(sender.deliver(), state)
    assert not lifecycle.refuse(submission, "Past niet.")
    assert stored(submission).state == state
    assert PracticeCard.objects.exists()


@pytest.mark.parametrize("state", [State.REFUSED, State.DRAFT])
def test_what_was_refused_or_never_sent_is_not_withdrawn(sender: Sender, state):
    submission = in_state(sender.deliver(), state)
    assert not lifecycle.withdraw(submission)
    assert stored(submission).state == state


def test_withdrawing_what_was_not_confirmed_tells_nobody(sender: Sender, editor):
    sender.tell_all()
    sender.send()
    outbox.outbox.clear()
    assert lifecycle.withdraw(sender.draft)
    assert not outbox.outbox


def test_an_answer_leaves_a_workflow_alone_that_waits_for_nothing(sender: Sender):
    submission = sender.deliver()
    assert submission.page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert lifecycle.answer(in_state(submission, State.ASKED), "Twintig.")
    assert stored(submission).state == State.QUEUED


def test_a_change_that_fails_half_way_leaves_nothing_and_mails_nothing(
    home, sender: Sender, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.undo()
    submission = in_state(Sender().tell_all(), State.SENT)
    monkeypatch.setattr(mail, "tell", lambda *_: 1 / 0)
    with django_capture_on_commit_callbacks() as late, pytest.raises(ZeroDivisionError):
        lifecycle.confirm(submission)
    assert stored(submission).state == State.SENT
    assert not PracticeCard.objects.exists()
    assert not late


def test_a_mail_goes_after_commit_and_one_that_fails_undoes_nothing(
    home, settings, django_capture_on_commit_callbacks
):
    submission = Submission.objects.create(state=State.QUEUED, email=EMAIL, title="Koken")
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.publish(submission)
        assert not outbox.outbox
    assert [message.to for message in outbox.outbox] == [[EMAIL]]
    settings.MAIL_DELIVERY_BACKEND = "tests.submissions.broken.Broken"
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.refuse(submission, "Past niet.")
    assert stored(submission).state == State.REFUSED


def test_editors_hear_of_it_once_each_and_only_who_still_is_one(sender: Sender):
    for name, active, email in (
        ("een", True, "een@example.org"),
        ("zelfde", True, "een@example.org"),
        ("weg", False, "weg@example.org"),
        ("zonder", True, ""),
    ):
        user = person(name, roles.EDITORS)
        user.is_active, user.email = active, email
        user.save()
    submission = sender.deliver()
    outbox.outbox.clear()
    mail.tell_editors("editors_withdrawn", submission)
    (message,) = outbox.outbox
    assert message.to == ["een@example.org"]
    assert f"‘{submission.title}’" in message.body
    assert mail.address("ingestuurd:detail", submission.key) in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_an_address_in_a_mail_has_one_slash(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://echt.example/"
    link = mail.address("submissions:follow", "x")
    assert link == "https://echt.example/insturen/volgen/x/"


# The card, and the overview that it comes under.


def shelf_slug() -> str:
    found = card.practices_overview()
    return found.slug if found else ""


def test_the_overview_of_practices_goes_before_a_general_one_and_the_first_before_the_next(home):
    home.add_child(instance=OverviewPage(title="Nog", slug="nog", kind=PracticeCard.kind))
    home.add_child(instance=OverviewPage(title="Alles", slug="alles", kind=""))
    home.add_child(instance=OverviewPage(title="Meer", slug="meer", kind=""))
    assert shelf_slug() == "praktijken"
    OverviewPage.objects.get(slug="praktijken").unpublish()
    assert shelf_slug() == "nog"
    OverviewPage.objects.get(slug="nog").delete()
    assert shelf_slug() == "alles"


def test_a_restricted_overview_takes_no_practices(home):
    for slug in ("praktijken", "intern"):
        page = OverviewPage.objects.get(slug=slug)
        PageViewRestriction.objects.get_or_create(
            page=page, defaults={"restriction_type": PageViewRestriction.LOGIN}
        )
    assert shelf_slug() == ""


def test_a_card_has_either_a_municipality_or_none(home):
    gent = Municipality.objects.get(slug="gent")
    under = card.practices_overview()
    for municipality, supralocal in ((gent, False), (None, True)):
        submission = Submission.objects.create(
            title=f"Koken {supralocal}",
            teaser="Samen koken.",
            municipality=municipality,
            supralocal=True,
        )
        page = card.create_draft(submission, under)
        assert (page.municipality, page.supralocal) == (municipality, supralocal)
        assert not page.live


# The library.


@pytest.mark.parametrize("data", [pdf(), picture()])
def test_a_file_goes_to_the_library_by_the_hand_and_to_a_folder_of_who_may_add(
    sender: Sender, data
):
    sender.tell_all()
    sender.tell("tips-en-bijlage", bijlage=upload(data, "bijlage"))
    submission = sender.draft
    editor, reader = person("redacteur", roles.EDITORS), person("lid", roles.STAFF)
    assert not media_library.may_take(submission, reader)
    with pytest.raises(PermissionDenied):
        media_library.take(submission, reader)
    assert media_library.may_take(submission, editor)
    media_library.take(submission, editor)
    taken = submission.picture or submission.document
    assert taken.uploaded_by_user == editor
    assert taken.collection == media_library._collection(submission, editor)
    assert not media_library.may_take(submission, editor)


def test_a_file_goes_to_the_collection_in_which_the_editor_may_add(sender: Sender):
    sender.tell_all()
    sender.tell("tips-en-bijlage", bijlage=upload(picture(), "bijlage"))
    own = Collection.get_first_root_node().add_child(name="Eigen")
    user, group = person("lid", roles.STAFF), Group.objects.create(name="eigen")
    may_add = Permission.objects.get(codename="add_image")
    GroupCollectionPermission.objects.create(group=group, collection=own, permission=may_add)
    user.groups.add(group)
    submission = sender.draft
    media_library.take(submission, user)
    assert submission.picture.collection == own


def test_choosing_from_the_library_is_not_adding_to_it(sender: Sender, monkeypatch):
    asked = []
    for policy in (media_library.images, media_library.documents):
        original = policy.collections_user_has_permission_for

        def watched(user, action, original=original):
            asked.append(action)
            return original(user, action)

        monkeypatch.setattr(policy, "collections_user_has_permission_for", watched)
    submission = Submission(attachment="x.png")
    for attached in ("x.png", "x.pdf"):
        submission.attachment = attached
        media_library.may_take(submission, person(attached, roles.EDITORS))
    assert asked == ["add", "add"]


def test_without_a_file_there_is_nothing_to_take(home):
    assert not media_library.may_take(Submission(), person("redacteur", roles.EDITORS))
