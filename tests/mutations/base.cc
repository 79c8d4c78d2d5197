#include "mutations/base.h"

#include <algorithm>

#include "base/file.h"
#include "demo/generator.h"
#include "grounds/lower.h"
#include "mutations/mutation.h"

namespace lofte::tests {

namespace {

constexpr std::int64_t kPeople = 300;

std::string FileOf(const std::string& example, const std::string& name) {
  return ReadFile(std::string(LOFTE_SOURCE_DIR) + "/examples/" + example + "/" + name).value();
}

void Fill(World& world, const std::string& example, const std::string& at) {
  Issues issues;
  const demo::Spec spec = demo::ReadSpec("generator.yaml", FileOf(example, "generator.yaml"), issues).value();
  demo::GenerateOptions options;
  options.subjects = kPeople;
  options.at = world.Question(at).at;
  demo::Generate(spec, options, *world.Connect()).value();
}

}  // namespace

engine::ApplyOptions AnyTime() {
  engine::ApplyOptions options;
  options.demo = true;
  options.max_share = 1.0;
  return options;
}

std::unique_ptr<World> WorldOf(const std::string& example, stores::Dialect dialect) {
  auto world = std::make_unique<World>(dialect);
  world->Schema(FileOf(example, world->is_postgres() ? "schema/postgres.sql" : "schema/sqlite.sql"));
  world->Files(FileOf(example, "policy.yaml"), FileOf(example, "datamap.yaml"));
  const std::vector<policy::Rule>& rules = world->policy().rules;
  if (std::any_of(rules.begin(), rules.end(), grounds::BlocksForAPeriod)) world->Seal();
  return world;
}

void Remap(World& world, const std::string& example, const std::string& from, const std::string& to) {
  std::string map = FileOf(example, "datamap.yaml");
  const std::size_t at = map.find(from);
  if (at == std::string::npos || map.find(from, at + 1) != std::string::npos) Panic("`" + from + "` is not in the data map once");
  world.Files(FileOf(example, "policy.yaml"), map.replace(at, from.size(), to));
}

Base::Base(const std::string& example, stores::Dialect dialect, const std::string& at) : world(WorldOf(example, dialect)) {
  Fill(*world, example, at);
  if (const std::string& clean = MutationsOf(example).clean; !clean.empty()) world->Execute(clean);
  world->Apply(at, AnyTime()).value();
  before = world->Verify(at).value();
  rows = world->Dump();
  std::sort(rows.begin(), rows.end());
  sealed = world->Sealed();
}

}  // namespace lofte::tests
