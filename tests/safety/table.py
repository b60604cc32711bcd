"""Who gets to see and do something at which address. What is not in here fails the build.

A line: who sees the page (gets a 2xx); behind a bar, who else may change something there; behind
the colon, the names of addresses as `reverse` knows them, or the route where there is no name; `*`
for any ending. The first line that fits holds. What is owned is the member's: see scene.py.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from tests.safety.scene import ROLES

GROUPS = {
    "everyone": frozenset(ROLES),
    "nobody": frozenset(),
    "insiders": frozenset({"member", "rival", "editor", "administrator"}),  # have an admin at all
    "writers": frozenset({"member", "editor", "administrator"}),  # of the draft and its files
    "editors": frozenset({"editor", "administrator"}),
    "outsiders": frozenset({"visitor", "submitter", "council", "staff"}),
}

TABLE = """
# The public site. An address with a token in it is for whoever has the token, from a mail.
everyone: login uitnodiging sitemap.xml robots.txt .well-known/security.txt search:*
everyone: submissions:start followup:stop *_authenticate_with_password
everyone: wagtailcore_login logout wagtailadmin_logout
submitter: submissions:follow submissions:withdraw
nobody | submitter: submissions:answer submissions:confirm
submitter | everyone: submissions:step submissions:check submissions:sent
nobody | everyone: submissions:again submissions:wipe
everyone: probe:/levend/ probe:/klaar/
nobody: probe:/metrics
everyone: stijl paper:folder manifest offline worker sharing:picture
staff editors: paper:item
nobody: paper:folder_pdf paper:change
member council editors: followup:add followup:tell_back
council editors: followup:adopt
editors: followup:remove_step followup:remove_feedback

# Coming in.
outsiders | insiders: wagtailadmin_login
everyone: wagtailadmin_password_reset* wagtailadmin_javascript_catalog wagtailadmin_sprite
insiders: wagtail_2fa_auth wagtail_2fa_device_new
nobody | insiders: wagtail_2fa_device_qrcode wagtail_2fa_device_update
member administrator: wagtail_2fa_device_list
editors: wagtail_2fa_recovery_codes
administrator: wagtail_2fa_device_remove

# Pages: the member's draft, and what is on the way to it.
insiders: aangemeld wagtailadmin_home wagtailadmin_account wagtailadmin_dismissibles
insiders: wagtailadmin_explore
insiders: wagtailadmin_explore_results wagtailadmin_pages:search* wagtailadmin_pages:type_use*
insiders: wagtailadmin_pages:choose_parent wagtailadmin_pages:confirm_workflow_cancellation
insiders: beheer/choose-page/* wagtailadmin_choose_page* wagtailadmin_tag_autocomplete
insiders: wagtailadmin_api:pages:listing beheer/test404/
nobody | insiders: wagtailadmin_api:pages:find wagtailadmin_tag_model_autocomplete beheer/^.*/$
nobody | insiders: wagtailadmin_block_preview wagtailadmin_error_test
nobody | insiders: wagtailadmin_editing_sessions:*
administrator: wagtailadmin_explore_root
writers: wagtailadmin_api:pages:detail nakijken
writers: wagtailadmin_pages:add wagtailadmin_pages:copy wagtailadmin_pages:delete
writers: wagtailadmin_pages:edit wagtailadmin_pages:history* wagtailadmin_pages:preview_on_*
writers: wagtailadmin_pages:revisions_compare wagtailadmin_pages:revisions_revert
writers: wagtailadmin_pages:revisions_view wagtailadmin_pages:usage wagtailadmin_pages:view_draft
writers: wagtailadmin_pages:workflow_history* wagtailadmin_pages:move
writers: beheer/pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/
nobody | writers: wagtailadmin_pages:revisions_index wagtailadmin_pages:add_subpage
editors: wagtailadmin_pages:collect_workflow_action_data wagtailadmin_pages:workflow_preview
editors: wagtailadmin_pages:revisions_unschedule wagtailadmin_pages:set_privacy
editors: beheer/pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/
editors: wagtailadmin_pages:set_page_position
nobody | editors: wagtailadmin_pages:lock wagtailadmin_pages:unlock wagtailadmin_pages:unpublish
nobody | editors: wagtailadmin_pages:convert_alias wagtailadmin_api:pages:action
insiders: beleidsadviezen:index* themadossiers:index* inspiratiekaarten:*
editors | member rival: beleidsadviezen:choose_parent themadossiers:choose_parent

# Files: the member's own; and the windows to choose one, which list one's own.
insiders: wagtailimages:index* wagtailimages:add* wagtaildocs:index* wagtaildocs:add*
insiders: wagtailimages_chooser:c* wagtaildocs_chooser:c* wagtailadmin_api:documents:listing
insiders: wagtailadmin_api:images:listing wagtailembeds:*
writers: wagtailimages:edit wagtailimages:delete wagtailimages:image_usage wagtailimages:preview
writers: wagtaildocs_serve wagtaildocs:edit wagtaildocs:delete wagtaildocs:document_usage
writers: wagtailadmin_api:images:detail wagtailadmin_api:documents:detail
writers: beheer/images/chooser/<int:image_id>/select_format/
nobody | writers: wagtailadmin_api:images:find wagtailadmin_api:documents:find
nobody | writers: wagtailimages:*_multiple* wagtaildocs:*_multiple* wagtailimages:url_generator*

# On several at once: whoever may see one of them gets the question, which names what may be done.
nobody: wagtail_bulk_action
writers: bulk:picture:* bulk:document:* bulk:page:*:one
insiders: bulk:page:*:all
editors: bulk:*

# Reports, terms, and what only editors do.
insiders: wagtailadmin_reports:aging_pages* wagtailadmin_reports:site_history*
insiders: wagtailadmin_reports:workflow*
member rival: mijn_vereniging
editors: verslag_* beheer/reports/page-types-usage/* wagtailadmin_reports:locked_pages* zoekindex
editors: gezochte_vraag berichten:index berichten:results
nobody | editors: berichten:resend
nobody | editors: zoekindex_*
editors: ingestuurd:index ingestuurd:results ingestuurd:detail ingestuurd:refuse
editors: ingestuurd:attachment toegang toegang_* uit_document documentteksten
nobody | editors: documentteksten_*
nobody | editors: ingestuurd:take
insiders: wagtailsnippetchoosers_*:choose* wagtailsnippetchoosers_*:chosen*
editors: wagtailsnippets_* wagtailsnippetchoosers_*:create
nobody: wagtailsnippets:index

# What only an administrator does.
insiders: wagtailadmin_workflows:task_chooser* wagtailadmin_workflows:task_chosen
administrator: wagtailadmin_collections:* wagtailadmin_workflows:* wagtailsites:* wagtailusers_*
administrator: wagtailredirects:*

# Of Wagtail, and without a use here: no forms, no settings.
insiders: wagtailforms:index*
nobody: wagtailforms:* wagtailsettings:*
"""

# Where Wagtail's own code stumbles over a form that no page of it sends, and over its test of an
# error page; only for who may do something there.
STUMBLES = """
    wagtailadmin_error_test wagtailadmin_pages:add wagtailadmin_pages:edit wagtailadmin_pages:copy
    wagtailadmin_pages:revisions_revert wagtailadmin_choose_page_external_link
    wagtailsnippetchoosers_*:create wagtailredirects:process_import bulk:page:delete:all
"""


@dataclass(frozen=True)
class Line:
    sees: frozenset[str]
    may: frozenset[str]
    names: tuple[str, ...]

    def fits(self, name: str) -> bool:
        return any(_fits(name, each) for each in self.names)


@cache
def lines() -> list[Line]:
    rows = (row for row in TABLE.splitlines() if row and not row.startswith("#"))
    return [_line(row) for row in rows]


def stumbles(name: str) -> bool:
    return any(_fits(name, each) for each in STUMBLES.split())


def _line(row: str) -> Line:
    who, _, names = row.partition(": ")
    sees, _, acts = who.partition(" | ")
    return Line(_roles(sees), _roles(sees) | _roles(acts), tuple(names.split()))


def _roles(words: str) -> frozenset[str]:
    return frozenset().union(*(GROUPS.get(word, frozenset({word})) for word in words.split()))


def _fits(name: str, pattern: str) -> bool:
    if not pattern.endswith("*") and "*" not in pattern[:-1]:
        return name == pattern
    return name == pattern or fnmatchcase(name, pattern.replace("[", "[[]"))
