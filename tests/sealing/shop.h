// A shop whose sweeps can be put back for seven days, on either database.
//
// Accounts 2 and 3 were closed on 2020-03-01, so what is about them is due from then on, and late from 2020-04-01. Account 2 has two
// orders, the second an addition to the first. Account 3 has a visit that is kept two years, so it stays as a tombstone. A visit of account
// 1, which is open, is due on 2020-03-01 too, and late from 2020-03-05.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "support/world.h"

namespace lofte::tests {

class ShopTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  using Lines = std::vector<std::string>;
  static constexpr char kSwept[] = "2020-03-02T12:00:00";

  void SetUp() override;

  // Sweeps at T; false, and the test fails, where it does not.
  bool Apply(const std::string& at);
  // What the n-th sweep took, put back; fails the test where that is refused.
  engine::UndoReport Undo(int run);
  // `main.orders 2: a row that ..`, in order.
  static Lines Left(const engine::UndoReport& report);
  // Of each copy: kind, table, due, late, charged.
  Lines Copies();
  std::string Own(const std::string& table) const { return world_->is_postgres() ? "lofte." + table : "lofte_" + table; }
  // The policy with `within` days of another number, for what ends with the account.
  void Within(int days);
  // The data map with these triggers of orders.
  void KnowTriggers(const std::string& names);
  // An account by the application, with this key and no other value of an account that was taken.
  void InsertAccount(int id);

  std::unique_ptr<World> world_;
};

}  // namespace lofte::tests
