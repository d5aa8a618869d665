"""Addresses of campus. campus room."""

from django.urls import path, register_converter

from epm_xblocks.campus import errors
from epm_xblocks.campus.views import accounts, blocks, home, institution, learner, people, trainer, trainer_case


class CoursePath:
    """`ORG+COURSE+RUN`."""

    regex = r"[^/+]+\+[^/+]+\+[^/+]+"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return str(value)


register_converter(CoursePath, "course")
_CASE = "teaching/<course:course>/case/<str:name>/"

handler400, handler403, handler404, handler500 = (
    errors.bad_request, errors.forbidden, errors.not_found, errors.server_error,
)  # fmt: skip

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", home.help_page, name="help"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("language/", home.language, name="language"),
    path("theme/", home.theme, name="theme"),
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("account/", accounts.account, name="account"),
    path("courses/", learner.courses, name="courses"),
    path("courses/<course:course>/", learner.outline, name="outline"),
    path("courses/<course:course>/progress/", learner.progress, name="progress"),
    path("courses/<course:course>/unit/<str:name>/", learner.unit, name="unit"),
    path("courses/<course:course>/file/<path:path>", blocks.course_file, name="course-file"),
    path("courses/<course:course>/go/<str:name>/", blocks.jump, name="jump"),
    path("teaching/", trainer.teaching, name="teaching"),
    path("teaching/<course:course>/", trainer.results, name="results"),
    path("teaching/<course:course>/results.<str:form>", trainer.results_file, name="results-file"),
    path(_CASE, trainer_case.case, name="case"),
    path(f"{_CASE}results.<str:form>", trainer_case.case_file, name="case-file"),
    path(f"{_CASE}remark/", trainer_case.remark, name="remark"),
    path(f"{_CASE}key/", trainer_case.key, name="key"),
    path(f"{_CASE}edit/", trainer_case.edit, name="edit"),
    path(f"{_CASE}learner/<int:person>/", trainer_case.answers, name="answers"),
    path(f"{_CASE}learner/<int:person>/due/", trainer_case.extend, name="extend"),
    path(f"{_CASE}learner/<int:person>/reset/", trainer_case.reset, name="reset"),
    path("packages/", institution.packages, name="packages"),
    path("packages/check/<int:upload>/", institution.report, name="report"),
    path("packages/check/<int:upload>/report.<str:form>", institution.report_file, name="report-file"),
    path("packages/check/<int:upload>/import/", institution.take, name="take"),
    path("packages/<course:course>/", institution.course, name="package"),
    path("packages/<course:course>/download/", institution.download, name="download"),
    path("packages/<course:course>/edition/<int:edition>/", institution.edition, name="edition"),
    path("people/", people.people, name="people"),
    path("people/<int:person>/", people.person, name="person"),
    path("block/<str:usage>/handlers/", blocks.handlers, name="handlers"),
    path("block/<str:usage>/handlers/<str:name>", blocks.handler, name="handler"),
    path("block/<str:usage>/handlers/<str:name>/<path:suffix>", blocks.handler, name="handler"),
    path("resource/<str:category>/<path:path>", blocks.resource_file, name="resource"),
    path("fragment/<str:name>", blocks.fragment, name="fragment"),
]
