//! The pure core: functions, their derivatives, and what can be computed of them.
