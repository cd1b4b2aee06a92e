//! The ten steps of the README, run as they are written there.
