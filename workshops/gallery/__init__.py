"""Every component in every state, by the partials that the pages use: for those who build, with DEBUG alone."""
