"""What is printed before the day: the facilitator's bag, the decision maker's briefing, the name cards."""
