"""Rows of campus: courses and their blocks, states of blocks, marks, people. campus room.

Learners' rows name a block by its usage key and not by a foreign key: a course that is imported again, or loses a
block and gets it back, never takes a learner's work with it.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import connection, models

from epm_xblocks.campus.keys import CourseKey, UsageKey

__all__ = [
    "Block", "Completion", "Course", "CourseFile", "Edition", "Extension", "FieldValue", "FragmentText", "Grade",
    "Person",
    "TeamMember", "Upload", "put",
]  # fmt: skip

KEY = 255
USER = settings.AUTH_USER_MODEL


def anonymous_name() -> str:
    """A random name that says nothing of the person."""
    return uuid.uuid4().hex


def put(*rows: models.Model, unique: tuple[str, ...]) -> None:
    """Insert rows of one model, or change the ones that have the same `unique` values: one statement, no race."""
    model = type(rows[0])
    changed = [
        field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in unique
    ]
    target = unique if connection.features.supports_update_conflicts_with_target else None
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=target, update_fields=changed)


class Course(models.Model):
    """One course as it stands now."""

    key = models.CharField(max_length=KEY, unique=True)
    title = models.CharField(max_length=255)
    language = models.CharField(max_length=16, default="en")
    package = models.CharField(max_length=200, default="", blank=True)
    version = models.CharField(max_length=64, default="", blank=True)
    visible = models.BooleanField(default=True)
    threshold = models.FloatField(default=0)
    """Share of the points (0-1) the course asks for; 0 where it asks for none."""
    position = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.key

    @property
    def course_key(self) -> CourseKey:
        """The key, with its parts."""
        return CourseKey(self.key)

    @property
    def short(self) -> str:
        """The key as it stands in addresses."""
        return self.course_key.short


class Edition(models.Model):
    """One import of a package into a course; the packed bytes are kept under `sha`."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="editions")
    version = models.CharField(max_length=64, default="", blank=True)
    name = models.CharField(max_length=255)
    sha = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    blocks = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class CourseFile(models.Model):
    """One file of the course's package, byte for byte, kept under `sha` in the file store."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=KEY)
    sha = models.CharField(max_length=64)
    size = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("course", "path"), name="campus_file_path"),)

    def __str__(self) -> str:
        return self.path


class Block(models.Model):
    """One block of a course: its place in the tree and its element as it was written."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="blocks")
    usage = models.CharField(max_length=KEY, unique=True)
    category = models.CharField(max_length=100)
    url_name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    depth = models.PositiveSmallIntegerField(default=0)
    xml = models.TextField(default="")
    file = models.CharField(max_length=KEY, default="")
    parsed = models.BooleanField(default=False)
    """Whether a block class has read the element into fields."""
    edited = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.usage

    @property
    def usage_key(self) -> UsageKey:
        """The key, with its parts."""
        return UsageKey(self.usage)


class FieldValue(models.Model):
    """One value of one field of a block, as JSON text in ASCII (so that it returns alike from every database)."""

    scope = models.CharField(max_length=32)
    person = models.CharField(max_length=64, default="")
    block = models.CharField(max_length=KEY, default="")
    field = models.CharField(max_length=100)
    value = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("block", "person", "scope", "field"), name="campus_field_once"),)

    def __str__(self) -> str:
        return f"{self.block} {self.field}"


class Grade(models.Model):
    """What a block last published as the mark of a person."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="grades")
    course = models.CharField(max_length=KEY, db_index=True)
    usage = models.CharField(max_length=KEY)
    earned = models.FloatField()
    possible = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "usage"), name="campus_grade_once"),)

    def __str__(self) -> str:
        return f"{self.earned:g}/{self.possible:g}"


class Completion(models.Model):
    """How far a person has come in a block, 0 to 1."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="completions")
    course = models.CharField(max_length=KEY, db_index=True)
    usage = models.CharField(max_length=KEY)
    share = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "usage"), name="campus_completion_once"),)

    def __str__(self) -> str:
        return f"{self.usage} {self.share:g}"


class Extension(models.Model):
    """A later due date of one learner for one block."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="extensions")
    usage = models.CharField(max_length=KEY)
    due = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "usage"), name="campus_extension_once"),)

    def __str__(self) -> str:
        return f"{self.usage} {self.due:%Y-%m-%d}"


class Person(models.Model):
    """What campus knows of an account beside Django: the name the ledger and the blocks know it by."""

    user = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="person")
    anonymous = models.CharField(max_length=32, unique=True, default=anonymous_name)
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.anonymous


class TeamMember(models.Model):
    """A trainer of a course; `author` where they may also change its cases."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="teams")
    author = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("course", "user"), name="campus_team_once"),)

    def __str__(self) -> str:
        return f"{self.user} in {self.course}"


class Upload(models.Model):
    """A package that was handed in and checked; imported or not."""

    name = models.CharField(max_length=255)
    sha = models.CharField(max_length=64)
    size = models.BigIntegerField()
    at = models.DateTimeField()
    seconds = models.FloatField(default=0)
    by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="uploads")
    imported = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class FragmentText(models.Model):
    """Script or style that a block hands over as text: served as a file, since pages allow nothing inline."""

    name = models.CharField(max_length=80, unique=True)
    text = models.TextField()
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name
