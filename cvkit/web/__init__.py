"""What asks the network, which nothing else does: always on request, politely and within a given time."""
