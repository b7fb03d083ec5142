"""The sample edition: TEA 2022 with invented people, nominations and scores, carried to any stage."""
