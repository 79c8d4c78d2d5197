// The project's worked examples of Regulation 1182/71 (tests/data/law/period_examples.tsv) against LastDay and Apply: the raw end, before
// any rolling over a weekend or a holiday. Not here, since nothing computes them yet: legal_end (Art. 3(4), 3(5)) and the hours of X45 to
// X48.
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "time/moment.h"

namespace lofte::time::law_test {

struct Example {
  std::string event, period, raw_end;
};

// By id.
std::map<std::string, Example> Examples() {
  const std::string text = ReadFile(LOFTE_SOURCE_DIR "/tests/data/law/period_examples.tsv").value();
  std::istringstream lines(text);
  std::map<std::string, Example> examples;
  std::string line;
  std::getline(lines, line);  // the header
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::string id, country;
    Example example;
    std::getline(cells, id, '\t');
    std::getline(cells, country, '\t');
    std::getline(cells, example.event, '\t');
    std::getline(cells, example.period, '\t');
    std::getline(cells, example.raw_end, '\t');
    examples[id] = example;
  }
  return examples;
}

// The date in `text` that starts at `at`; a weekday or a remark may surround it.
Day DateIn(const std::string& text, std::size_t at = 0) { return ParseDay(text.substr(at, 10)).value(); }

// `3 month(s)`, `30 day(s)`; nothing for other forms.
std::optional<Period> PlainPeriod(const std::string& text) {
  const int count = std::atoi(text.c_str());
  if (text.find(" month(s)") != std::string::npos) return Period{count, 0, 0};
  if (text.find(" day(s)") != std::string::npos) return Period{0, count, 0};
  return std::nullopt;
}

Step Add(std::string_view period) { return {Step::Kind::kAdd, ParsePeriod(period).value()}; }
const Step kFinancialYear{Step::Kind::kEndOfFinancialYear, {}};
const Step kCalendarYear{Step::Kind::kEndOfCalendarYear, {}};

TEST(PeriodExamplesTest, EveryPeriodInDaysOrMonthsEndsAsWorkedOut) {
  int examined = 0;
  for (const auto& [id, example] : Examples()) {
    const std::optional<Period> period = PlainPeriod(example.period);
    if (!period) continue;
    ++examined;
    EXPECT_EQ(Format(LastDay(DateIn(example.event), *period)), example.raw_end.substr(0, 10)) << id;
  }
  EXPECT_EQ(examined, 44);
}

TEST(PeriodExamplesTest, RetentionCeilingsEndAsWorkedOut) {
  const auto examples = Examples();
  const std::map<std::string, std::string> ceilings{{"X49", "P2Y"}, {"X50", "P12M"}, {"X51", "P90D"}, {"X52", "P30D"}, {"X57", "P6Y"}};
  for (const auto& [id, period] : ceilings) {
    const Example& example = examples.at(id);
    const std::size_t date = example.event.find("20");
    EXPECT_EQ(Format(Apply({Add(period)}, DateIn(example.event, date), YearEnd{})), example.raw_end) << id;
  }
}

TEST(PeriodExamplesTest, StatutesCountFromTheEndOfTheYear) {
  const auto examples = Examples();
  const auto year_ended = [&](const std::string& id) { return DateIn(examples.at(id).event, std::string("FY end ").size()); };

  EXPECT_EQ(Format(Apply({kFinancialYear, Add("P5Y")}, year_ended("X53"), YearEnd{12, 31})), examples.at("X53").raw_end);
  EXPECT_EQ(Format(Apply({kFinancialYear, kCalendarYear, Add("P7Y")}, year_ended("X54"), YearEnd{6, 30})), examples.at("X54").raw_end);
  const std::string vouchers = Format(Apply({kFinancialYear, kCalendarYear, Add("P6Y")}, year_ended("X55"), YearEnd{3, 31}));
  const std::string ledgers = Format(Apply({kFinancialYear, Add("P10Y")}, year_ended("X55"), YearEnd{3, 31}));
  EXPECT_EQ(vouchers + " / " + ledgers, examples.at("X55").raw_end);
  const Day voucher = DateIn(examples.at("X56").event, std::string("voucher ").size());
  EXPECT_EQ(Format(Apply({kCalendarYear, Add("P8Y")}, voucher, YearEnd{})), examples.at("X56").raw_end);
}

TEST(PeriodExamplesTest, RowsWithoutATestAreTheHoursOnly) {
  std::vector<std::string> left;
  for (const auto& [id, example] : Examples()) {
    if (!PlainPeriod(example.period) && id < "X49") left.push_back(id + " " + example.period);
  }
  EXPECT_EQ(left, (std::vector<std::string>{"X45 72 h", "X46 72 h", "X47 72 h", "X48 72 h"}));
}

}  // namespace lofte::time::law_test
