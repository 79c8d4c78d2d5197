// Transactions, locks and Løfte's own schema, as every Store has them. Backends are as in store_fixture.h.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "stores/failpoint.h"
#include "stores/store_fixture.h"

namespace lofte::stores {

template <typename Backend>
class TransactionConformance : public StoreFixture<Backend> {};

namespace transaction_conformance {

inline std::vector<const char*>& Reached() {
  static std::vector<const char*> reached;
  return reached;
}

}  // namespace transaction_conformance

TYPED_TEST_SUITE_P(TransactionConformance);

TYPED_TEST_P(TransactionConformance, TransactionIsUndoneUnlessCommitted) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  {
    auto transaction = this->store_->Begin();
    ASSERT_TRUE(transaction);
    this->Script("INSERT INTO t VALUES (1)");
    EXPECT_EQ(this->Count("t"), 1);
  }
  EXPECT_EQ(this->Count("t"), 0);
}

TYPED_TEST_P(TransactionConformance, CommittedTransactionIsSeenByOthersAndNotUndoneLater) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  auto other = this->Connect();
  auto first = this->store_->Begin();
  ASSERT_TRUE(first);
  this->Script("INSERT INTO t VALUES (1)");
  EXPECT_EQ(this->Number(*other, "SELECT count(*) FROM t"), 0);
  this->Expect((*first)->Commit());
  auto second = this->store_->Begin();
  ASSERT_TRUE(second);
  this->Script("INSERT INTO t VALUES (2)");
  std::move(first).value().reset();
  this->Expect((*second)->Commit());
  EXPECT_EQ(this->Number(*other, "SELECT count(*) FROM t"), 2);
}

TYPED_TEST_P(TransactionConformance, SecondTransactionOnOneConnectionIsRefused) {
  auto transaction = this->store_->Begin();
  ASSERT_TRUE(transaction);
  EXPECT_FALSE(this->store_->Begin());
  EXPECT_FALSE(this->store_->BeginSnapshot());
}

TYPED_TEST_P(TransactionConformance, InsertOutsideATransactionIsRefused) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  EXPECT_FALSE(this->store_->Insert({this->store_->name(), "", "t"}, {"id"}, {{std::int64_t{1}}}));
  EXPECT_EQ(this->Count("t"), 0);
}

TYPED_TEST_P(TransactionConformance, SnapshotSeesOneMomentAndChangesNothing) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  auto other = this->Connect();
  {
    auto snapshot = this->store_->BeginSnapshot();
    ASSERT_TRUE(snapshot);
    this->Expect(other->ExecuteScript("INSERT INTO t VALUES (1)"));
    EXPECT_EQ(this->Count("t"), 0);
    const auto refused = this->store_->Execute("INSERT INTO t VALUES (2)");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
  }
  EXPECT_EQ(this->Count("t"), 1);
  this->Script("INSERT INTO t VALUES (3)");
  EXPECT_EQ(this->Count("t"), 2);
}

TYPED_TEST_P(TransactionConformance, RunLockExcludesEveryOtherUntilItIsReleased) {
  auto other = this->Connect();
  {
    auto lock = this->store_->TakeRunLock();
    ASSERT_TRUE(lock) << lock.error().message;
    for (Store* store : {this->store_.get(), other.get()}) {
      const auto second = store->TakeRunLock();
      ASSERT_FALSE(second);
      EXPECT_EQ(second.error().code, ErrorCode::kBusy);
    }
    auto transaction = this->store_->Begin();
    ASSERT_TRUE(transaction);
  }
  EXPECT_TRUE(other->TakeRunLock());
  EXPECT_TRUE(this->store_->TakeRunLock());
}

TYPED_TEST_P(TransactionConformance, RunLockOutlivesTransactions) {
  auto other = this->Connect();
  auto lock = this->store_->TakeRunLock();
  ASSERT_TRUE(lock);
  { ASSERT_TRUE(this->store_->Begin()); }
  EXPECT_FALSE(other->TakeRunLock());
  this->Expect((*lock)->Commit());
  EXPECT_TRUE(other->TakeRunLock());
}

TYPED_TEST_P(TransactionConformance, WriterThatWaitsTooLongIsBusy) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO t VALUES (1, 0)");
  auto other = this->Connect();
  auto transaction = this->store_->Begin();
  ASSERT_TRUE(transaction);
  this->Script("UPDATE t SET n = 1");
  const auto busy = other->Execute("UPDATE t SET n = 2");
  ASSERT_FALSE(busy);
  EXPECT_EQ(busy.error().code, ErrorCode::kBusy);
  this->Expect((*transaction)->Commit());
  EXPECT_TRUE(other->Execute("UPDATE t SET n = 2"));
}

TYPED_TEST_P(TransactionConformance, HoldWaitsForTheBatchInFlight) {
  auto other = this->Connect();
  auto batch = this->store_->Begin();
  ASSERT_TRUE(batch);
  this->Expect(this->store_->LockPersonState(false));
  const auto hold = [&other]() -> Status {
    LOFTE_ASSIGN(const auto transaction, other->Begin());
    LOFTE_TRY(other->LockPersonState(true));
    return transaction->Commit();
  };
  const Status early = hold();
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, ErrorCode::kBusy);
  this->Expect((*batch)->Commit());
  this->Expect(hold());
}

TYPED_TEST_P(TransactionConformance, OwnSchemaIsPreparedOnceAndKeptOutOfTheCatalogue) {
  EXPECT_FALSE(*this->store_->HasSchema());
  for (int times = 0; times < 2; ++times) this->Expect(this->store_->PrepareSchema("bigint"));
  EXPECT_TRUE(*this->store_->HasSchema());
  EXPECT_TRUE(this->store_->ReadCatalogue()->tables.empty());
  const std::string insert =
      "INSERT INTO " + this->store_->OwnTable("journal") +
      " (run, step, batch, from_position, to_position, rows, at) VALUES ('r', 1, 2, 0, 10, 3, '2026-01-01T00:00:00Z')";
  this->Script(insert);
  const auto twice = this->store_->Execute(insert);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, ErrorCode::kConflict);
  const std::string state = "INSERT INTO " + this->store_->OwnTable("subject_state") + " (subject_key, state, since, reference) VALUES ";
  this->Script(state + "(7, 'hold', '2026-01-01T00:00:00Z', 'a'), (7, 'hold', '2026-01-01T00:00:00Z', 'b')");
  EXPECT_FALSE(this->store_->Execute(state + "(7, 'forgotten', '2026-01-01T00:00:00Z', 'a')"));
  EXPECT_EQ(this->Count(this->store_->OwnTable("subject_state") + " WHERE purpose = ''"), 2);
}

TYPED_TEST_P(TransactionConformance, OwnSchemaOfAnotherKeyOrANewerVersionIsAConflict) {
  for (const char* hostile : {"", "bigint, x text", "bigint); DROP TABLE t", "text DEFAULT 'x'", "bigint -- ", "(", "\"x"}) {
    const Status refused = this->store_->PrepareSchema(hostile);
    ASSERT_FALSE(refused) << hostile;
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  }
  this->Expect(this->store_->PrepareSchema("bigint"));
  const std::string state = this->store_->OwnTable("subject_state");
  const auto hold = [&](const std::string& key) {
    return this->store_->Execute("INSERT INTO " + state + " (subject_key, state, since) VALUES (" + key +
                                 ", 'hold', '2026-01-01T00:00:00Z')");
  };
  ASSERT_TRUE(hold("7"));
  EXPECT_EQ(this->store_->PrepareSchema("text").error().code, ErrorCode::kConflict);
  EXPECT_EQ(this->Count(state), 1);
  // Nobody's key would change its type.
  this->Script("UPDATE " + state + " SET until = '2026-01-02T00:00:00Z'");
  this->Expect(this->store_->PrepareSchema("text"));
  ASSERT_TRUE(hold("'seven'"));
  EXPECT_EQ(this->store_->PrepareSchema("bigint").error().code, ErrorCode::kConflict);
  this->Expect(this->store_->PrepareSchema("text"));
  this->Script("UPDATE " + this->store_->OwnTable("meta") + " SET version = 99");
  EXPECT_EQ(this->store_->PrepareSchema("text").error().code, ErrorCode::kConflict);
  EXPECT_EQ(this->store_->HasSchema().error().code, ErrorCode::kConflict);
}

TYPED_TEST_P(TransactionConformance, FailpointsStandAroundTheCommit) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  transaction_conformance::Reached().clear();
  auto transaction = this->store_->Begin();
  ASSERT_TRUE(transaction);
  SetFailpointHandler([](const char* name, const std::string&) { transaction_conformance::Reached().push_back(name); });
  const Status committed = (*transaction)->Commit();
  SetFailpointHandler(nullptr);
  this->Expect(committed);
  ASSERT_EQ(transaction_conformance::Reached().size(), 2u);
  EXPECT_STREQ(transaction_conformance::Reached()[0], "store.commit.before");
  EXPECT_STREQ(transaction_conformance::Reached()[1], "store.commit.after");
}

REGISTER_TYPED_TEST_SUITE_P(TransactionConformance, TransactionIsUndoneUnlessCommitted, CommittedTransactionIsSeenByOthersAndNotUndoneLater,
                            SecondTransactionOnOneConnectionIsRefused, InsertOutsideATransactionIsRefused,
                            SnapshotSeesOneMomentAndChangesNothing, RunLockExcludesEveryOtherUntilItIsReleased, RunLockOutlivesTransactions,
                            WriterThatWaitsTooLongIsBusy, HoldWaitsForTheBatchInFlight, OwnSchemaIsPreparedOnceAndKeptOutOfTheCatalogue,
                            OwnSchemaOfAnotherKeyOrANewerVersionIsAConflict, FailpointsStandAroundTheCommit);

}  // namespace lofte::stores
