"""What has been signed, what differs from it, and which document the difference calls for."""
