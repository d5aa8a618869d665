"""Campus's own XBlock runtime: `CampusRuntime(course, user)` renders blocks and answers their handlers. campus room."""

from epm_xblocks.campus.runtime.builtin import CONTAINERS
from epm_xblocks.campus.runtime.core import CampusRuntime
from epm_xblocks.campus.runtime.registry import block_class, is_installed
from epm_xblocks.campus.runtime.resources import page_files, resource

__all__ = ["CONTAINERS", "CampusRuntime", "block_class", "is_installed", "page_files", "resource"]
