// The fixture of the conformance suites: scenarios that every Store must pass, written once.
//
// A Backend is one fresh, empty database that goes with the object:
//   static bool IsAvailable(); static const char* Need();      whether it can run here, and what is missing when not
//   Result<std::unique_ptr<Store>> Open(bool read_only);       a connection; lock waits are short
//   static expr::Value Stored(const expr::Value& written);     what comes back from a column of the value's own kind
//   static std::string Place(int number);                      a parameter in SQL
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "stores/store.h"

namespace lofte::stores {

template <typename Backend>
class StoreFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!Backend::IsAvailable()) GTEST_SKIP() << Backend::Need();
    backend_ = std::make_unique<Backend>();
    store_ = Connect();
  }

  std::unique_ptr<Store> Connect(bool read_only = false) {
    auto opened = backend_->Open(read_only);
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
    return std::move(opened).value();
  }

  void Script(const std::string& sql) { Expect(store_->ExecuteScript(sql)); }

  static void Expect(const Status& status) { EXPECT_TRUE(status) << (status ? "" : status.error().message); }

  static std::vector<std::vector<expr::Value>> Select(Store& store, const std::string& sql) {
    auto rows = store.Query(sql);
    EXPECT_TRUE(rows) << (rows ? "" : rows.error().message);
    return rows ? rows->rows : std::vector<std::vector<expr::Value>>();
  }
  static std::int64_t Number(Store& store, const std::string& sql) {
    const auto rows = Select(store, sql);
    return rows.empty() ? -1 : std::get<std::int64_t>(rows[0][0]);
  }
  std::int64_t Count(const std::string& table) { return Number(*store_, "SELECT count(*) FROM " + table); }

  // Writes the rows with Insert, in a transaction.
  void Fill(const std::string& table, const std::vector<std::string>& columns, const std::vector<std::vector<expr::Value>>& rows) {
    auto transaction = store_->Begin();
    ASSERT_TRUE(transaction);
    Expect(store_->Insert({store_->name(), "", table}, columns, rows));
    Expect((*transaction)->Commit());
  }

  // Asserts that every row of `table` lies in exactly one range of `width`.
  void ExpectRangesCover(const std::string& table, std::int64_t width) {
    auto extent = store_->Extent({store_->name(), "", table});
    ASSERT_TRUE(extent) << extent.error().message;
    ASSERT_TRUE(extent->has_value());
    std::map<std::int64_t, int> seen;
    for (std::int64_t begin = (*extent)->begin; begin < (*extent)->end; begin += width) {
      const PositionRange range{begin, std::min(begin + width, (*extent)->end)};
      for (const auto& row : Select(*store_, "SELECT t.id FROM " + table + " AS t WHERE " + store_->RangeCondition(range, "t"))) {
        ++seen[std::get<std::int64_t>(row[0])];
      }
    }
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()), Count(table)) << "width " << width;
    for (const auto& [id, times] : seen) EXPECT_EQ(times, 1) << "row " << id << ", width " << width;
  }

  std::unique_ptr<Backend> backend_;
  std::unique_ptr<Store> store_;
};

}  // namespace lofte::stores
