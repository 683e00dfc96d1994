"""What turns the checkout into something that a person installs; the spec and the packages are made of it."""
