"""Everything that people read in the rehearsal: in the terminal, and around the page."""

BRAND = "Circlekeeper"
TAGLINE = "Rehearsal: nothing leaves this computer"
TITLE = "Circlekeeper, a rehearsal"

ADDRESS = "The group is here: {address}"
FIRST_STEPS = """\
Eight invented people, the real bot, and nothing leaves this computer.
Some things to try first:

  1. On the page, "Viewing as" at the top makes you somebody else. Each person sees only what
     they would see on Discord.
  2. As {facilitator}, type /topic post in #{home}, then a word such as sleep, and choose.
     Its thread appears on the left.
  3. A poll is open in #decisions, and five people have voted. Vote as two more of them. Then,
     as {facilitator}, type /poll close and read the result.
  4. As anyone, type /feedback give and keep the code. Let a day pass. As {moderator}, look into
     #moderators and answer. Then, as whoever wrote it, type /feedback mine.

On the left, "Let time pass" moves the clock on, for polls that close tomorrow.
Press Ctrl-C here when you are done."""
KEPT = "The rehearsal is over. The bot's files of it are in {folder}."
NOT_KEPT = "The rehearsal is over. Nothing of it is kept."

PARTS_MISSING = """\
The rehearsal needs a few parts that aren't installed here: {parts}.
`make rehearse` (or `python3 tasks.py rehearse`) installs them and opens the page."""
WRONG_SIMCORD = """\
The rehearsal needs simcord {needed} exactly, and {found} is installed.
`make rehearse` (or `python3 tasks.py rehearse`) installs the right one and opens the page."""
PORT_BUSY = """\
Port {port} is in use on this computer, perhaps by another rehearsal.
Leave --port out and a free one is found, or name another one."""

# What stands around the page; the browser gets it with each look at the group.
PAGE = {
    "rooms": "Channels and threads",
    "hangsOn": "Back to its card in #{name}",
    "fresh": "new messages",
    "clock": "It is {time} in the group",
    "pass": "Let time pass",
    "notYet": "Choose how long",
    "trouble": "That didn't go through. Nothing was sent. Please try once more.",
    "unsure": "It isn't clear whether that went through. Please look before you repeat it.",
    "reload": "This page was away for too long. Please reload it to go on.",
    "over": "The rehearsal has ended. You can close this page.",
    "credit": "Drawn by simcord. Discord itself looks a little different.",
}
TO_MESSAGE = "#{channel} › message"  # what a bare link to a message is called
SPANS = {"5 minutes": 300, "1 hour": 3600, "1 day": 86400, "1 week": 604800}

# What the invented people have said, and what they are asked.
WELCOME = (
    "Welcome. Come as you are, stay as long as you like, and pass on anything. "
    "What is said here stays here."
)
TALK = (
    ("henrik", "Good evening. Long week behind me, glad to sit down with you."),
    ("layla", "مساء الخير. سعيدة أن أكون هنا معكم."),
    ("june", "Hi Henrik, hi Layla 🌻 I'm mostly listening today."),
    ("baotran", "Listening counts. It's good to see everybody."),
)
QUESTION = "When shall we meet in winter?"
OPTIONS = ("Mondays at seven", "Thursdays at seven", "Sunday afternoons")
