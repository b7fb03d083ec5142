"""What scores say: means adjusted for their judges, chances, agreement. Plain values in, plain values out."""
