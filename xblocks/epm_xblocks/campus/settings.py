"""Django's settings module of a campus: `EPM_STATE` says whose. campus room."""

from epm_xblocks.campus.configuration import site_settings, state_folder

globals().update(site_settings(state_folder()))
