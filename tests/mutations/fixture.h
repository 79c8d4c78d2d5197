// What the tests of a list of faults start from: an example on one kind of database, swept at one T, and the faults of that T.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "mutations/base.h"
#include "mutations/mutation.h"

namespace lofte::tests {

using Which = std::tuple<std::string, stores::Dialect, std::string>;  // example, kind of database, T

// Every example on both, at every T of their lists.
std::vector<Which> EveryWhich();
std::string NameOfWhich(const testing::TestParamInfo<Which>& of);

// The promises that are not as they were, each with its old and new verdict.
std::vector<std::string> Changes(const engine::VerifyReport& before, const engine::VerifyReport& after);

// The bases are kept until all tests have run: each is a database, and takes longer to make than most tests.
class MutationFixture : public testing::TestWithParam<Which> {
 protected:
  // One value of the mutation, to stand for `{edge}`.
  using Edge = std::function<std::string(const Mutation&)>;

  void SetUp() override;

  const std::string& example() const { return std::get<0>(GetParam()); }
  stores::Dialect dialect() const { return std::get<1>(GetParam()); }
  const std::string& at() const { return std::get<2>(GetParam()); }
  const std::vector<Mutation>& Mutations() const { return mutations_; }
  std::vector<Mutation> Mended() const;  // those that a sweep mends
  const policy::Policy& policy() const { return base_->world->policy(); }
  const engine::VerifyReport& before() const { return base_->before; }
  std::unique_ptr<World> Copy() { return World::CopyOf(*base_->world); }

  // Each with ids of its own, put into one world.
  std::vector<Mutation> Plant(World& world, const std::vector<Mutation>& mutations, const Edge& edge) const;
  std::vector<Mutation> PlantAll(World& world, const Edge& edge) const { return Plant(world, Mended(), edge); }
  static std::string FaultOf(const Mutation& mutation) { return mutation.fault; }
  static std::string TwinOf(const Mutation& mutation) { return mutation.twin; }
  static std::string StaysOf(const Mutation& mutation) { return mutation.Stays(); }

  Base* base_ = nullptr;

 private:
  std::vector<Mutation> mutations_;
};

}  // namespace lofte::tests
