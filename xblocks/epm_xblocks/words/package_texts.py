"""What is said of packages, courses and translations. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["PACKAGES"]

_AGAIN = N_("Export the course again and compare, or ask its author for a new copy.")
_MANIFEST = N_("If you did not change it yourself, ask the author of the package for a new copy.")
_SMALLER = N_("Take large files out; link to them, or offer them beside the course.")
_URL_NAME = N_(
    "Give every block a url_name of its own, of letters, digits, hyphens and underscores, and keep it for ever."
)

PACKAGES: dict[str, tuple[str, str]] = {
    "block-circle": (
        N_("The block “{name}” of type {category} stands inside itself, or too many blocks stand one in another."),
        N_("Take it out of itself. It is left out here."),
    ),
    "block-type-unknown": (
        N_("The package uses the block type “{category}”, which is neither of this suite nor of the platform's core."),
        N_("Make sure that it is installed before you import the course."),
    ),
    "case-check-ended": (
        N_("The check of a case did not come to its end ({seconds} seconds are given)."),
        N_("Do not import the package before its author has looked at its formulas."),
    ),
    "case-file-missing": (N_("The case “{name}” has no text here and no file."), N_("Add epm_case/{name}.xml.")),
    "case-id-twice": (N_("The case_id “{name}” is used twice ({other})."), N_("Give one of them another case_id.")),
    "case-only-url-name": (
        N_("The case “{name}” has no attribute but url_name; some platforms drop such a block."),
        N_('Add schema_version="1".'),
    ),
    "case-pointer": (
        N_("The case “{name}” points to a file; platforms import it empty."),
        N_("Build the package with epm build, which writes cases in their place."),
    ),
    "course-attribute-missing": (N_("course.xml does not say its “{name}”."), N_("Add the attribute.")),
    "grading-missing": (N_("The course has no grading policy."), N_("Add grading_policy.json.")),
    "grading-weights": (N_("The weights of the grading policy add up to {sum}, not to 1."), N_("Correct the weights.")),
    "html-file-missing": (
        N_("The page {name} is named but not in the package; the page would be empty."),
        N_("Add the file, or take the page out of the course."),
    ),
    "html-not-xhtml": (
        N_("The page is HTML that is not XML ({said})."),
        N_("Nothing need be done; it is shown as it is."),
    ),
    "html-script": (N_("The page holds a script."), N_("Read what it does before you import the course.")),
    "json-broken": (N_("This is no well-formed JSON: {said}."), N_("Correct the line.")),
    "language-missing": (
        N_("The course has no translation into {lang}; it has {have}."),
        N_("Add locale/{lang}.po, or build one of the languages it has."),
    ),
    "manifest-broken": (N_("The manifest of the package cannot be read."), _MANIFEST),
    "manifest-differs": (N_("What the manifest says of “{name}” is not so."), _MANIFEST),
    "manifest-file-added": (
        N_("The file {name} was added after the package was made; its manifest does not name it."),
        _MANIFEST,
    ),
    "manifest-file-changed": (
        N_("This file was changed after the package was made, or damaged on the way."),
        _MANIFEST,
    ),
    "manifest-file-missing": (N_("The file {name} was in the package when it was made; it is missing now."), _MANIFEST),
    "meta-broken": (N_("epm.toml cannot be read: {said}."), N_("Correct the line.")),
    "meta-missing": (N_("The course folder has no epm.toml."), N_("Add it, with name, version and lang.")),
    "meta-wants": (N_("epm.toml lacks {name}."), N_("Add it.")),
    "meta-word": (
        N_("In epm.toml, {name} is “{read}”; it becomes part of a file name."),
        N_("Use letters without accents, digits, hyphens and dots alone."),
    ),
    "package-course-file-missing": (N_("The package lacks the file {name}, which course.xml names."), _AGAIN),
    "package-course-xml": (N_("course.xml cannot be read ({reason})."), _AGAIN),
    "package-damaged": (N_("The file is damaged or cut off."), N_("Download it again.")),
    "package-damaged-member": (
        N_("A file inside the package is damaged or cut off."),
        N_("Download the package again."),
    ),
    "package-duplicate-member": (
        N_("Two files of the package have the same name but for capitals ({other})."),
        N_("Rename one of them."),
    ),
    "package-encrypted": (N_("The package holds encrypted files."), N_("Pack it again without a password.")),
    "package-link": (N_("The package holds a link instead of a file."), N_("Put the file itself in its place.")),
    "package-long-name": (
        N_("A name in the package is longer than {limit} characters or lies more than {depth} folders deep."),
        N_("Shorten it."),
    ),
    "package-many-course-xml": (
        N_("The package holds more than one course.xml: {names}."),
        N_("Keep one course in it."),
    ),
    "package-member-too-large": (N_("A file has {size} bytes; at most {limit} are admitted."), _SMALLER),
    "package-no-course-xml": (
        N_("There is no course.xml in the package."),
        N_("Choose a course export: a .tar.gz, a .zip, or the folder that holds course.xml."),
    ),
    "package-not-a-file": (N_("The package holds something that is neither file nor folder."), N_("Pack it again.")),
    "output-unwritable": (
        N_("{name} cannot be written ({said})."),
        N_("Choose a folder in which you may write."),
    ),
    "package-not-found": (N_("There is no file or folder {name}."), N_("Check the name.")),
    "package-ratio": (
        N_("A file unpacks to more than {ratio} times its size, as no course does."),
        N_("Do not import the package; ask its author."),
    ),
    "package-too-large": (N_("The package has {size} bytes; at most {limit} are read."), _SMALLER),
    "package-too-large-unpacked": (N_("Unpacked, the package has more than {limit} bytes."), _SMALLER),
    "package-too-many-members": (N_("The package holds more than {limit} files."), _SMALLER),
    "package-unknown-format": (
        N_("{name} cannot be read as .tar.gz or .zip."),
        N_("Choose a course export: a .tar.gz, a .zip, or the folder that holds course.xml."),
    ),
    "package-unreadable": (
        N_("{name} cannot be read ({said})."),
        N_("Check that you may read it, and that its disk is there."),
    ),
    "package-unsafe-name": (
        N_("A file of the package has a name that leads out of its folder."),
        N_("Do not import the package; ask its author."),
    ),
    "picture-without-alt": (
        N_("A picture has no words for those who cannot see it."),
        N_('Add “alt”: what the picture says, or alt="" if it only decorates.'),
    ),
    "po-broken": (N_("The translation file cannot be read: {said}."), N_("Correct the line, or export it again.")),
    "pointer-file-missing": (
        N_("The course names a block of type {category}, but its file {name} is not in the package."),
        _AGAIN,
    ),
    "policy-advanced-modules": (
        N_("The policy does not name {category} among its advanced modules; authors could not add such a block."),
        N_("Add it to advanced_modules."),
    ),
    "policy-missing": (N_("The course has no policy ({name})."), N_("Add the file.")),
    "policy-other-run": (N_("The policy speaks of another run than {run}."), N_("Correct the key, course/{run}.")),
    "problem-runs-python": (
        N_("The problem “{name}” runs Python code on the server."),
        N_("Read the code before you import the course."),
    ),
    "question-test-failed": (
        N_("The question test “{test}” does not give what it expects: {said}."),
        N_("Correct the key, the slip or the test."),
    ),
    "static-active": (
        N_("{name} can run code in the reader's browser."),
        N_("Take it out, or open it in a text editor before you import the course."),
    ),
    "static-missing": (N_("The file {name} is named but not in the package."), N_("Add it below static/.")),
    "text-untranslated": (N_("“{text}” has no translation into {lang}; it stays as it is."), N_("Translate it.")),
    "translation-broken": (
        N_("The translation “{text}” cannot stand in its place ({said})."),
        N_("Keep the tags of the original, closed in the same order."),
    ),
    "url-name-missing": (N_("A block of type {category} has no url_name."), _URL_NAME),
    "url-name-odd": (N_("The url_name “{name}” of a {category} has signs that a platform may refuse."), _URL_NAME),
    "url-name-twice": (
        N_("The url_name “{name}” is used twice among blocks of type {category}; the second would replace the first."),
        _URL_NAME,
    ),
}
