// The command line as a process of its own, for tests that kill it.
import '../src/cli/main.ts';
