// An example as every fault finds it: with synthetic people, and swept.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mutations/mutation.h"
#include "support/world.h"

namespace lofte::tests {

// Sweeps may run at any T, whatever the machine's clock says, and change as much of a table as they find.
engine::ApplyOptions AnyTime();

// The example's schema and files; sealing, where its policy blocks. No rows.
std::unique_ptr<World> WorldOf(const std::string& example, stores::Dialect dialect);

// Gives the world another data map: the example's, with `to` instead of `from`, which is in it once.
void Remap(World& world, const std::string& example, const std::string& from, const std::string& to);

struct Base {
  Base(const std::string& example, stores::Dialect dialect, const std::string& at);
  std::unique_ptr<World> world;
  engine::VerifyReport before;
  std::vector<std::string> rows, sealed;  // sorted: World::Dump, World::Sealed
};

}  // namespace lofte::tests
