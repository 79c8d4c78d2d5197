// `lofte release`, killed at each place of its own and run again, or unable to write: what is shown is in the ledger before.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>

#include "company.h"
#include "support/world.h"

namespace lofte::tests {

class ReleaseCrashTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    prepared_ = Original(GetParam(), "hellotickets").Copy();
    ASSERT_EQ(prepared_->Apply().exit_code, 0);
    before_ = prepared_->Look();
    PickRow();
  }

  // Some row of which a text is blocked.
  void PickRow() {
    for (const std::string& line : before_.sealed) {
      if (line.rfind("blocked|", 0) != 0) continue;
      const auto copy = nlohmann::json::parse(line.substr(line.find('{')));
      for (const auto& column : copy.at("values"))
        if (const auto& value = column.at(1); value.is_string() && value.get<std::string>().size() > 8) value_ = value.get<std::string>();
      table_ = copy.at("table").get<std::string>();
      key_ = copy.at("key").at(0).at(1).dump();
      if (!value_.empty()) return;
    }
    FAIL() << "no text is blocked";
  }

  Ended Release(const Company& company, const Process::Variables& environment = {}) const {
    return company.Run({"release"}, {table_, key_, "--to", "Juzgado 3 de Madrid", "--order", "DP 114/2026", "--approved-by", "Ida"},
                       environment);
  }
  bool Shows(const Ended& run) const { return run.output.find(value_) != std::string::npos; }

  std::unique_ptr<Company> prepared_;
  Left before_;
  std::string table_, key_, value_;
};

TEST_P(ReleaseCrashTest, KilledAtEachPlaceHasShownNothingAndRunAgainShowsIt) {
  const std::unique_ptr<Company> undisturbed = prepared_->Copy();
  const Ended run = Release(*undisturbed, {{"LOFTE_CRASH", "list"}});
  ASSERT_EQ(run.exit_code, 0) << run.output;
  ASSERT_TRUE(Shows(run));
  const std::vector<std::string> recorded = undisturbed->Releases();
  ASSERT_EQ(recorded.size(), 1u);
  const std::vector<std::string> places = PlacesIn(run);
  ASSERT_EQ(places.back(), "ledger store.commit.after") << "the record is the last that is written";
  const Ended shown = Release(*prepared_->Copy());
  for (std::size_t k = 1; k <= places.size(); ++k) {
    SCOPED_TRACE("killed at place " + std::to_string(k) + " of " + std::to_string(places.size()) + ": " + places[k - 1]);
    const std::unique_ptr<Company> company = prepared_->Copy();
    const Ended killed = Release(*company, {{"LOFTE_CRASH", "kill@" + std::to_string(k)}});
    ASSERT_EQ(killed.signal, SIGKILL) << killed.output;
    ASSERT_EQ(killed.output, "") << "nothing is shown before it is recorded";
    company->WaitUntilAlone();
    // Killed between the record and the showing, the ledger says more than was shown, and never less.
    ASSERT_EQ(company->Releases().size(), k == places.size() ? 1u : 0u);
    const Ended again = Release(*company);
    ASSERT_EQ(again.exit_code, 0);
    ASSERT_EQ(again.output, shown.output);
    ASSERT_EQ(company->Releases(), std::vector<std::string>(k == places.size() ? 2 : 1, recorded.at(0)));
    ASSERT_EQ(Difference(company->Look(), before_), "") << "a release changes nothing else";
  }
}

TEST_P(ReleaseCrashTest, WhatCannotBeRecordedIsNotShown) {
  const Ended stopped = Release(*prepared_, {{"LOFTE_CRASH_FSIZE", "4096"}});
  EXPECT_GT(stopped.exit_code, 0);
  EXPECT_FALSE(Shows(stopped));
  EXPECT_EQ(stopped.output.rfind("lofte: store `ledger`", 0), 0u) << stopped.exit_code;
  EXPECT_EQ(prepared_->Releases(), std::vector<std::string>{});
  const Ended again = Release(*prepared_);
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_TRUE(Shows(again));
  EXPECT_EQ(prepared_->Releases().size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Both, ReleaseCrashTest, testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
