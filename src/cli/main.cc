// The command.
#include "base/clock.h"
#include "cli/commands.h"

int main(int argc, char** argv) { return lofte::cli::Run(argc, argv, lofte::SystemClock()); }
