"""Rows of the ledger: a sitting a learner and block, its submissions, their marks. registrar room.

Texts are stored as JSON in ASCII (`json.dumps`), so that what a learner typed comes back to the byte from any database:
JSON columns reorder keys on MySQL and refuse U+0000 on PostgreSQL.
"""

from django.db import models

__all__ = ["Assessment", "Mark", "SharedDraft", "Sitting", "Submission", "Team", "TeamSeat"]


class Sitting(models.Model):
    """One learner at one block: the seed of the variant and the attempts used, `revisions` among them that answered
    a trainer's return and count for no limit. This is the row that is locked.

    `code` identifies (learner, block) by a hash, because collations of MySQL ignore case and block ids do not.
    A sitting that staff reset keeps its rows under another code, with `cleared` set.
    """

    code = models.CharField(max_length=64, unique=True)
    learner = models.CharField(max_length=64, db_index=True)
    course = models.CharField(max_length=255, db_index=True)
    block = models.CharField(max_length=255, db_index=True)
    case = models.CharField(max_length=255, default="", blank=True)
    seed = models.BigIntegerField()
    used = models.PositiveIntegerField(default=0)
    revisions = models.PositiveIntegerField(default=0)
    created = models.DateTimeField()
    cleared = models.DateTimeField(null=True, blank=True)
    cleared_by = models.CharField(max_length=64, default="", blank=True)

    def __str__(self) -> str:
        return f"{self.learner} at {self.block}"


class Submission(models.Model):
    """Answers as they were typed, accepted once: the n-th attempt of a sitting."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    receipt = models.CharField(max_length=16, unique=True)
    answers = models.TextField()
    version = models.PositiveSmallIntegerField(default=1)
    seed = models.BigIntegerField()
    revision = models.CharField(max_length=64)
    at = models.DateTimeField()
    late = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sitting", "key"), name="epm_submission_key"),
            models.UniqueConstraint(fields=("sitting", "number"), name="epm_submission_number"),
        )

    def __str__(self) -> str:
        return self.receipt


class Mark(models.Model):
    """What a submission earned, judged by one revision of the key; the newest row counts, older ones are kept."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="marks")
    points = models.FloatField()
    out_of = models.FloatField()
    detail = models.TextField()
    revision = models.CharField(max_length=64)
    cause = models.CharField(max_length=16)  # submit, remark, people, override
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.points:g}/{self.out_of:g}"


class Assessment(models.Model):
    """What one person made of one step of a submission; the newest of a seat counts, older ones are kept.

    `seat`: in whose place they marked (the trainer of a course; in an exam the first, second or third marker).
    `outcome`: marked, or returned for revision. `levels`: {criterion: level}. `comments`: {criterion, or "": text}.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="assessments")
    step = models.CharField(max_length=255)
    seat = models.CharField(max_length=16, default="trainer")
    marker = models.CharField(max_length=64)
    outcome = models.CharField(max_length=16)
    levels = models.TextField()
    comments = models.TextField()
    points = models.FloatField()
    out_of = models.FloatField()
    revision = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step} of {self.submission}: {self.outcome}"


class Team(models.Model):
    """People who share one workbook. `topic`: the platform's set of teams, or "" for those a trainer listed."""

    code = models.CharField(max_length=64, unique=True)
    course = models.CharField(max_length=255, db_index=True)
    topic = models.CharField(max_length=255, default="", blank=True)
    name = models.CharField(max_length=255)

    def __str__(self) -> str:
        return self.name


class TeamSeat(models.Model):
    """A member of a team by username; `code` says that nobody is in two teams of one set."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="seats")
    code = models.CharField(max_length=64, unique=True)
    username = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.username} in {self.team}"


class SharedDraft(models.Model):
    """What a team has typed at a block and not submitted; who wrote last."""

    code = models.CharField(max_length=64, unique=True)
    answers = models.TextField()
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.version} by {self.by}"
