"""What objects are called and labelled, and who waits for them."""
