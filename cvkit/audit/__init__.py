"""Published documents held against the profile. Shares no code with the renderers whose work it judges."""
