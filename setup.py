"""What `pyproject.toml` cannot say: a wheel carries the instances of the repository as examples."""

from __future__ import annotations

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

INSTANCES = Path("instances")
INTO = "scheduler/example_instances"
LEFT_OUT = ("whole-350", "whole-700", "whole-1000")
"""Large made-up meetings; “igf-scheduler generate” writes such."""


def examples() -> list[Path]:
    """The files of every example: planning workbook, survey, README."""
    folders = [
        planning.parent for planning in INSTANCES.glob("*/planning.xlsx") if planning.parent.name not in LEFT_OUT
    ]
    return sorted(
        path for folder in folders for path in folder.iterdir() if path.is_file() and path.name[0] not in ".~"
    )


class BuildWithExamples(build_py):
    """Copies the examples beside the modules; an editable installation reads them from the checkout."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for source, target in self._copies():
                self.mkpath(str(target.parent))
                self.copy_file(str(source), str(target))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        return [*super().get_outputs(include_bytecode), *(str(target) for _, target in self._copies())]

    def get_source_files(self) -> list[str]:
        """With the examples, so that a source archive carries them too."""
        return [*super().get_source_files(), *map(str, examples())]

    def _copies(self) -> list[tuple[Path, Path]]:
        into = Path(self.build_lib) / INTO
        return [(source, into / source.relative_to(INSTANCES)) for source in examples()]


setup(cmdclass={"build_py": BuildWithExamples})
