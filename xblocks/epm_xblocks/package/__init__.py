"""Course folder to package and back: archive, course tree, languages, build, check. No framework. package room."""

from epm_xblocks.package.archive import PackageProblem, read_package, write_tar_gz
from epm_xblocks.package.build import Built, Meta, build, read_meta
from epm_xblocks.package.check import Report, check, check_files
from epm_xblocks.package.course import Course, Node, course_root, read_course
from epm_xblocks.package.kept import built_once
from epm_xblocks.package.language import update_catalogue
from epm_xblocks.package.testing import lazy_strategies, question_tests

__all__ = [
    "Built",
    "Course",
    "Meta",
    "Node",
    "PackageProblem",
    "Report",
    "build",
    "built_once",
    "check",
    "check_files",
    "course_root",
    "lazy_strategies",
    "question_tests",
    "read_course",
    "read_meta",
    "read_package",
    "update_catalogue",
    "write_tar_gz",
]
