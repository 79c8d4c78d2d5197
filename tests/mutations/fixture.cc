#include "mutations/fixture.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>

namespace lofte::tests {

std::vector<Which> EveryWhich() {
  std::vector<Which> all;
  for (const std::string example : {"bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"}) {
    std::set<std::string> times;
    for (const Mutation& mutation : MutationsOf(example).mutations) times.insert(mutation.at);
    for (const stores::Dialect dialect : BothDialects())
      for (const std::string& at : times) all.emplace_back(example, dialect, at);
  }
  return all;
}

std::string NameOfWhich(const testing::TestParamInfo<Which>& of) {
  const auto& [example, dialect, at] = of.param;
  std::string name = example + NameOfDialect(dialect);
  name[0] = static_cast<char>(std::toupper(name[0]));
  if (at != kAt)
    for (const char letter : "At" + DayOf(at))
      if (letter != '-') name += letter;
  return name;
}

std::vector<std::string> Changes(const engine::VerifyReport& before, const engine::VerifyReport& after) {
  std::vector<std::string> changes;
  for (std::size_t i = 0; i < before.promises.size(); ++i) {
    const engine::PromiseReport &was = before.promises[i], &is = after.promises[i];
    if (was.verdict != is.verdict)
      changes.push_back(was.promise->id + " " + std::string(NameOf(was.verdict)) + " -> " + std::string(NameOf(is.verdict)));
  }
  return changes;
}

namespace {

class Bases : public testing::Environment {
 public:
  Base& Of(const Which& which) {
    std::unique_ptr<Base>& base = bases_[which];
    if (base == nullptr) base = std::make_unique<Base>(std::get<0>(which), std::get<1>(which), std::get<2>(which));
    return *base;
  }
  void TearDown() override { bases_.clear(); }

 private:
  std::map<Which, std::unique_ptr<Base>> bases_;
};

// Owned by the framework.
Bases& bases = *static_cast<Bases*>(testing::AddGlobalTestEnvironment(new Bases));

}  // namespace

void MutationFixture::SetUp() {
  if (const std::string missing = World::Missing(dialect()); !missing.empty()) GTEST_SKIP() << missing;
  base_ = &bases.Of(GetParam());
  const std::vector<Mutation>& all = MutationsOf(example()).mutations;
  std::copy_if(all.begin(), all.end(), std::back_inserter(mutations_), [&](const Mutation& mutation) { return mutation.at == at(); });
}

std::vector<Mutation> MutationFixture::Mended() const {
  std::vector<Mutation> mended;
  const auto is_mended = [](const Mutation& mutation) { return mutation.MendedBySweep(); };
  std::copy_if(mutations_.begin(), mutations_.end(), std::back_inserter(mended), is_mended);
  return mended;
}

std::vector<Mutation> MutationFixture::Plant(World& world, const std::vector<Mutation>& mutations, const Edge& edge) const {
  std::vector<Mutation> planted;
  for (const Mutation& mutation : mutations) {
    planted.push_back(mutation.WithIdsOf(planted.size()));
    world.Execute(planted.back().Sql(dialect(), edge(planted.back())));
  }
  return planted;
}

}  // namespace lofte::tests
