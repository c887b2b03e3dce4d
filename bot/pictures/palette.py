"""The colours of all pictures, each written as #rrggbb; a test holds their contrasts.

A picture brings its own solid ground, so that it reads the same on Discord's dark and light
themes. No colour ever says something alone: shape or a number says it too.
"""

GROUND = "#E4EDEF"
INK = "#1F333B"  # numbers and the star
FILL = "#4A7C8C"  # what is filled, and the outline of what is not
DARK = "#2E5563"  # what is filled and has a light number on it
HOLLOW = "#F8FBFB"  # what is not filled, inside its outline
