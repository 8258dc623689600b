"""Editions and checks for tests; worker processes import them by name."""

import json
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from build_tools.editions import Artefact, ArtefactFile
from build_tools.issues import Issue, IssuesFound, ProgramMissing, Report, SourceSpan


def pause(moment):
    """Stop where the test wants to look: say so in a file, and go on when another is there."""
    if os.environ.get("TOY_PAUSE") == moment:
        signs = Path(os.environ["TOY_SIGNS"])
        (signs / "unfinished").write_text(str(os.getpid()))
        (signs / "unfinished").rename(signs / "paused")
        while not (signs / "go").exists():
            time.sleep(0.01)


class Toy:
    name = "toy"
    title = "Toy"
    use = "To play with."
    kind = "text"
    needs = ()

    def build(self, publication, job):
        (job.folder / "toy.txt").write_text(f"{publication.title}\n{publication.stamp}\n")
        return Artefact("toy.txt", (ArtefactFile("toy.txt", pages=2),), {"first": 1})


class Statement(Toy):
    """All words of the publication, in whatever order `repr` has them."""

    def build(self, publication, job):
        (job.folder / "toy.txt").write_text(words_of(publication))
        return Artefact("toy.txt", (ArtefactFile("toy.txt"),))


def words_of(publication):
    return repr([section.blocks for section in publication.sections])


class Choosy(Toy):
    """It can't carry a publication's first words, and says so without making anything."""

    def refused(self, publication, themes):
        assert (themes / "brand.yml").is_file()
        span = publication.sections[0].blocks[0].span
        yield Issue("TOY-003", span, "It can't carry these words.", "Use others.")

    def build(self, publication, job):
        raise AssertionError("it was asked, and had refused")


class Deep(Toy):
    def build(self, publication, job):
        (job.folder / "deep").mkdir()
        (job.folder / "deep" / "index.html").write_text(publication.title)
        (job.folder / "a.css").write_text("a")
        files = (ArtefactFile("deep/index.html"), ArtefactFile("a.css"))
        return Artefact("deep/index.html", files)


class Configured(Toy):
    def build(self, publication, job):
        (job.folder / "headers").mkdir()
        (job.folder / "headers" / "server.conf").touch()
        artefact = super().build(publication, job)
        return replace(artefact, files=(*artefact.files, ArtefactFile("headers/server.conf")))


class Pausing(Toy):
    def build(self, publication, job):
        (job.folder / "half.txt").write_text("half")
        pause("build")
        (job.folder / "half.txt").unlink()
        return super().build(publication, job)


class Following(Toy):
    needs = ("text",)

    def build(self, publication, job):
        artefact, folder = job.needed["text"]
        words = (folder / artefact.entry).read_text()
        (job.folder / "after.txt").write_text(f"{words}{artefact.files[0].pages} {artefact.facts}")
        return Artefact("after.txt", (ArtefactFile("after.txt"),))


class Finishing(Toy):
    def finish(self, publication, job, made):
        pause("finish")
        facts = {name: [artefact.entry, folder.name] for name, (artefact, folder) in made.items()}
        (job.folder / "downloads.json").write_text(json.dumps(facts, sort_keys=True))
        files = (ArtefactFile("toy.txt"), ArtefactFile("downloads.json"))
        return Artefact("toy.txt", files)


class Faulty(Toy):
    code = "TOY-001"

    def build(self, publication, job):
        report = Report()
        span = SourceSpan("content/hello.md", 5, 3)
        report.add(Issue(self.code, span, "The word is wrong.", "Mend it."))
        raise IssuesFound(report)


class AlsoFaulty(Faulty):
    code = "TOY-002"


class Lacking(Toy):
    def build(self, publication, job):
        raise ProgramMissing("The program 'toybox' is missing. apt-get install toybox")


class Crashing(Toy):
    def build(self, publication, job):
        print("just before the crash")
        raise ZeroDivisionError("a toy broke")


class Killed(Toy):
    def build(self, publication, job):
        os.kill(os.getpid(), signal.SIGKILL)


class Leaving(Toy):
    def build(self, publication, job):
        os._exit(9)


class Undeclared(Toy):
    def build(self, publication, job):
        (job.folder / "scratch.txt").write_text("left behind")
        return super().build(publication, job)


class Unwritten(Toy):
    def build(self, publication, job):
        return Artefact("toy.txt", (ArtefactFile("toy.txt"),))


class Escaping(Toy):
    def build(self, publication, job):
        (job.folder.parent / "escaped.txt").write_text("out")
        return Artefact("../escaped.txt", (ArtefactFile("../escaped.txt"),))


class Linking(Toy):
    def build(self, publication, job):
        (job.folder / "toy.txt").symlink_to("/etc/hostname")
        return Artefact("toy.txt", (ArtefactFile("toy.txt"),))


class LinkingAFolder(Toy):
    def build(self, publication, job):
        (job.folder / "etc").symlink_to("/etc")
        return super().build(publication, job)


# --- Checks ----------------------------------------------------------------------------


class FindsFault:
    code = "TOY"
    subject = "The toy is good"
    applies_to = frozenset({"text"})
    plan = "quick"

    def run(self, publication, artefacts):
        pause("check")
        assert artefacts.file("text").exists()
        yield Issue("TOY-003", artefacts.span("text", line=1), "The toy is no good.")


class FindsNothing(FindsFault):
    def run(self, publication, artefacts):
        pause("check")
        yield from ()


class SaysTheSame(FindsFault):
    def tools(self):
        return ("a toy box 1.2",)

    def run(self, publication, artefacts):
        if artefacts.file("text").read_text() != words_of(publication):
            yield Issue("TOY-004", artefacts.span("text"), "The toy says something else.")


class LacksTool(FindsNothing):
    def tools(self):
        raise ProgramMissing("The program 'toybox' is missing. apt-get install toybox")


class OfTheSource:
    code = "SRC"
    subject = "The title is right"
    applies_to = frozenset()
    plan = "quick"

    def run(self, publication, artefacts):
        assert not artefacts.made
        if "wrong" in publication.title:
            yield Issue("SRC-001", SourceSpan("content/publication.yml", 1), "The title is wrong.")


class Slow(FindsNothing):
    code = "SLO"
    plan = "full"


class SlowFault(Slow):
    def run(self, publication, artefacts):
        yield Issue("SLO-001", artefacts.span("text"), "Only a browser can tell.")


class OfTheDay(FindsNothing):
    code = "DAY"

    def run(self, publication, artefacts):
        if artefacts.today > publication.stamp.date:
            yield Issue("DAY-001", artefacts.span("text"), "The day has passed.")


class LacksProgram(FindsNothing):
    code = "LAC"

    def run(self, publication, artefacts):
        raise ProgramMissing("The program 'toybox' is missing. apt-get install toybox")
