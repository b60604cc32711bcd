"""Run `search rebuild|check|sync|refresh`: rebuild the index, compare it, or catch up."""

from argparse import ArgumentParser
from json import dumps
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...engines import engine
from ...engines.protocol import Audience, EngineDamaged, EngineUnavailable
from ...index.consistency import Drift, check, check_and_store, repair
from ...index.rebuild import RebuildFailed, rebuild
from ...index.rebuild_journal import RebuildRunning
from ...index.sync import sync_all
from ...query import index_vocabulary


class Command(BaseCommand):
    """The command `search`."""

    help = "Bouwt de zoekindex op, controleert hem of werkt hem bij."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the verbs and their options."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("rebuild", help="bouw de index opnieuw op, naast de oude")
        checking = verbs.add_parser("check", help="vergelijk de index met de databank")
        checking.add_argument("--repair", action="store_true", help="herstel wat verschilt")
        checking.add_argument("--json", action="store_true", help="het verslag als JSON")
        verbs.add_parser("sync", help="voer uit wat in de wachtrij staat")
        verbs.add_parser("refresh", help="bouw de index als hij leeg of onbruikbaar is")

    def handle(self, verb: str, **options: Any) -> None:
        """Run a verb."""
        try:
            getattr(self, f"_{verb}")(**options)
        except EngineUnavailable as fault:
            raise CommandError(f"De zoekindex is niet bereikbaar: {fault}") from fault

    def _rebuild(self, **_: Any) -> None:
        try:
            result = rebuild(self._progress)
        except RebuildRunning:
            raise CommandError("Er loopt al een heropbouw. Wacht tot die klaar is.") from None
        except RebuildFailed as fault:
            raise CommandError(f"De nieuwe index klopt niet, de oude blijft: {fault}") from fault
        self.stderr.write("")
        index_vocabulary.refresh(now=True)
        for name in result.swept:
            self.stdout.write(f"Opgeruimd: {name}")
        for audience, count in result.documents.items():
            self.stdout.write(f"{audience}: {count} documenten")
        if result.refused:
            self.stdout.write(f"Geweigerd: {len(result.refused)}. Zie Zoekindex in het beheer.")

    def _check(self, *, repair: bool, json: bool, **_: Any) -> None:
        drift = check_and_store()
        mends = repair and bool(drift.items)
        if not (mends and json):  # a program reads one report
            self._report(drift, as_json=json)
        if mends:
            _repair(drift)
            drift = check()
            if not json:
                self.stdout.write("Na herstel:")
            self._report(drift, as_json=json)
        if drift.items:
            raise SystemExit(1)

    def _sync(self, **_: Any) -> None:
        report = sync_all()
        self.stdout.write(f"{report.done} bijgewerkt, {report.refused} geweigerd.")
        if report.waiting:
            raise CommandError("De zoekindex is niet bereikbaar; de rest blijft in de wachtrij.")
        index_vocabulary.refresh()

    def _refresh(self, **options: Any) -> None:
        try:
            usable = any(engine().counts(audience) for audience in Audience)
        except EngineDamaged as damage:  # also one that an older release made with other fields
            self.stdout.write(f"De index wordt opnieuw opgebouwd: {damage}")
            usable = False
        if usable:
            self._sync(**options)
        else:
            self._rebuild(**options)

    def _progress(self, done: int) -> None:
        self.stderr.write(f"\r{done} documenten", ending="")

    def _report(self, drift: Drift, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(dumps(drift.as_json(), indent=2))
            return
        for name, groups in (
            ("ontbreekt", drift.missing),
            ("spook", drift.ghost),
            ("verouderd", drift.stale),
        ):
            for audience, ids in groups.items():
                self.stdout.write(f"{audience}: {len(ids)} {name} {' '.join(ids[:20])}".rstrip())
        self.stdout.write(f"ten onrechte openbaar: {len(drift.exposed)}")
        self.stdout.write(f"in de wachtrij: {drift.waiting}")


_repair = repair
