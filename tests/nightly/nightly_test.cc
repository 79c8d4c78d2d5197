// One sweep a night, at whatever hour, keeps every promise of retention: a year of an example, looked at before each sweep, when what the
// last one left has had the longest time to become late.
//
// Of the year the nights round the ends of months and of the year, round a leap day, and round a change of the clocks: there ends fall
// together. LOFTE_EVERY_NIGHT=1 takes them all, which takes some minutes.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <variant>

#include "base/file.h"
#include "demo/generator.h"
#include "grounds/lower.h"
#include "support/report.h"
#include "support/scale.h"
#include "support/world.h"

namespace lofte::tests {
namespace nightly_test {

using time::Day;
using Lines = std::vector<std::string>;

std::string FileOf(const std::string& example, const std::string& name) {
  return ReadFile(std::string(LOFTE_SOURCE_DIR) + "/examples/" + example + "/" + name).value();
}

Day DayOf(const std::string& text) { return time::ParseDay(text).value(); }

// Some nights in a row. At the first of them the sweep finds what is due of years.
struct Nights {
  Day first, last;
};

// Of a year with a leap day. At a smaller scale the first so many.
std::vector<Nights> NightsOfTheYear() {
  const bool is_every = std::getenv("LOFTE_EVERY_NIGHT") != nullptr;
  std::vector<Nights> nights;
  for (Day last = DayOf("2027-12-31"); last < DayOf("2029-01-01"); last = time::EndOfMonth({last.number + 1}))
    nights.push_back({{last.number - 1}, {(is_every ? time::EndOfMonth({last.number + 1}) : last).number + 2}});
  if (!is_every) nights.push_back({DayOf("2028-10-27"), DayOf("2028-10-30")});  // the clocks go back on the 29th
  nights.resize(static_cast<std::size_t>(Scaled(static_cast<int>(nights.size()))));
  return nights;
}

// The hours go round, so that between two sweeps there are now twelve hours and now almost two days.
std::string SweepOf(Day night) {
  static constexpr const char* kHours[] = {"T00:05", "T23:55", "T12:00"};
  return time::Format(night) + kHours[static_cast<std::size_t>(night.number) % 3];
}
// A minute earlier.
std::string Before(Day night) {
  static constexpr const char* kHours[] = {"T00:04", "T23:54", "T11:59"};
  return time::Format(night) + kHours[static_cast<std::size_t>(night.number) % 3];
}

class NightlyTest : public testing::TestWithParam<const char*> {
 protected:
  // A world of its own for each some nights: what is made at a time has much that falls due about then.
  void MakeWorld(Day at) {
    const std::string example = GetParam();
    world_ = std::make_unique<World>(stores::Dialect::kSqlite);
    world_->Schema(FileOf(example, "schema/sqlite.sql"));
    world_->Files(FileOf(example, "policy.yaml"), FileOf(example, "datamap.yaml"));
    const std::vector<policy::Rule>& rules = world_->policy().rules;
    if (std::any_of(rules.begin(), rules.end(), grounds::BlocksForAPeriod)) world_->Seal();
    Issues issues;
    const demo::Spec spec = demo::ReadSpec("generator.yaml", FileOf(example, "generator.yaml"), issues).value();
    demo::GenerateOptions options;
    options.subjects = 150;
    options.at = world_->Question(time::Format(at)).at;
    demo::Generate(spec, options, *world_->Connect()).value();
  }

  // Rows.
  std::int64_t Sweep(const std::string& at) {
    engine::ApplyOptions options;
    options.demo = true;
    options.max_share = 1.0;
    const Result<engine::ApplyReport> report = world_->ApplyBeside(at, options);
    EXPECT_TRUE(report) << at << ": " << report.error().message;
    std::int64_t rows = 0;
    if (report)
      for (const std::int64_t done : report->done) rows += done;
    return rows;
  }

  // Promises of retention that are broken: `id since DAY: why`.
  Lines Late(const std::string& at) {
    Lines late;
    const Result<engine::VerifyReport> report = world_->Verify(at);
    EXPECT_TRUE(report) << report.error().message;
    for (const engine::PromiseReport& of : report->promises)
      if (std::holds_alternative<policy::RetentionControl>(of.promise->control) && of.verdict == engine::Verdict::kBroken)
        late.push_back(of.promise->id + " since " + (of.since ? time::Format(*of.since) : "-") + ": " + of.why);
    return late;
  }

  std::unique_ptr<World> world_;
};

TEST_P(NightlyTest, NoPromiseOfRetentionIsBrokenWhenTheNextSweepComes) {
  std::string shown;
  std::int64_t rows = 0;
  int nights = 0, nights_with_rows = 0, late_without = 0;
  for (const Nights& some : NightsOfTheYear()) {
    shown += " " + time::Format(some.first) + ".." + time::Format(some.last);
    MakeWorld(some.first);
    Sweep(SweepOf(some.first));
    // Were the next sweep left out: so that what is found below could have been otherwise.
    late_without += Late(Before({some.first.number + 2})).empty() ? 0 : 1;
    for (Day night{some.first.number + 1}; night <= some.last; ++night.number) {
      EXPECT_EQ(Late(Before(night)), Lines{}) << Before(night);
      const std::int64_t done = Sweep(SweepOf(night));
      rows += done;
      ++nights;
      nights_with_rows += done > 0 ? 1 : 0;
    }
    EXPECT_EQ(Late(Before({some.last.number + 1})), Lines{}) << Before({some.last.number + 1});
  }
  EXPECT_GT(nights_with_rows, 0);
  EXPECT_GT(late_without, 0) << "no sweep was needed on its night";
  Report(
      "nightly",
      std::string(GetParam()) + ", 150 people: " + std::to_string(nights) + " nights, " + std::to_string(nights_with_rows) +
          " on which something was due (" + std::to_string(rows) + " rows); " + std::to_string(late_without) +
          " times a promise would have been broken by the sweep that was left out; of each the first found what was due of years:" + shown);
}

// Not Larabot: what is over when a session is over, by the clock, no sweep of the night keeps.
INSTANTIATE_TEST_SUITE_P(Examples, NightlyTest, testing::Values("bookbeat", "gigcoms", "hellotickets", "rebookly"),
                         [](const auto& of) { return std::string(of.param); });

}  // namespace nightly_test
}  // namespace lofte::tests
