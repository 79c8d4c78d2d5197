#include "record/limits.h"

#include "record/record_test_support.h"

namespace lofte::record {
namespace limits_test {

using support::EntryIn;
using support::kShop;
using support::RecordOf;
using support::With;

std::string LimitOf(const Record& record, const std::string& activity, std::size_t number = 0) {
  const Entry entry = EntryIn(record, activity);
  return number < entry.limits.size() ? entry.limits[number].data_text + ": " + entry.limits[number].text : "none";
}

// The record with one need of the kitchen instead, in English and without words.
std::string Said(const std::string& need) {
  return LimitOf(RecordOf(With(kShop, "keep: P90D after meal.eaten, then: block for P3Y then erase", need)), "kitchen");
}

// An order of before 2027 keeps the shorter time that was told of; what comes later is kept longer (policy/terms.h).
TEST(LimitsTest, OlderAndNewerTermsSayWhichRowsTheyBind) {
  const std::string text = With(kShop, "      - { of: health, keep: P90D after meal.eaten, then: block for P3Y then erase }",
                                "      - { of: health, keep: P90D after meal.eaten, then: erase }\n"
                                "      - { of: health, keep: P180D after meal.eaten, then: erase, from: 2027-01-01 }");
  const Record record = RecordOf(text);
  EXPECT_EQ(
      LimitOf(record, "kitchen"),
      "All categories: kept 90 days after meal.eaten, then erased; no longer than the consent; only where this was before 2027-01-01: "
      "meal.eaten");
  EXPECT_EQ(LimitOf(record, "kitchen", 1),
            "All categories: kept 180 days after meal.eaten, then erased; no longer than the consent; from 2027-01-01; only where this was "
            "on 2027-01-01 or later: meal.eaten");
}

TEST(LimitsTest, TermsThatNoEventTellsApartSayFromWhenTheyAreUnsettled) {
  const std::string text = With(kShop, "      - { of: health, keep: P90D after meal.eaten, then: block for P3Y then erase }",
                                "      - { of: health, keep: P90D after meal.eaten, then: erase }\n"
                                "      - { of: health, keep: while child.enrolled, then: erase, from: 2027-01-01 }");
  EXPECT_EQ(LimitOf(RecordOf(text), "kitchen"),
            "All categories: kept 90 days after meal.eaten, then erased; no longer than the consent; for what happens from 2027-01-01 on a "
            "newer limit holds");
}

TEST(LimitsTest, StateAndGrace) {
  EXPECT_EQ(LimitOf(RecordOf(kShop), "sales"), "All categories: kept as long as account.open and removed within 30 days, then erased");
}

TEST(LimitsTest, CapOfOneCategory) {
  EXPECT_EQ(LimitOf(RecordOf(kShop), "sales", 1), "account.email: kept 2 years after order.paid at the most, then anonymised");
}

TEST(LimitsTest, FinancialYearAndLaw) {
  const Record record = RecordOf(kShop);
  EXPECT_EQ(LimitOf(record, "books"),
            "All categories: kept 5 years after the end of the financial year (order.paid), then erased; stored only, not used");
  EXPECT_EQ(LimitOf(record, "books", 1),
            "All categories: has to be kept at least 5 years after the end of the financial year (order.paid) (bogføringsloven (lov "
            "700/2022) § 12)");
}

TEST(LimitsTest, BlockAndConsent) {
  EXPECT_EQ(LimitOf(RecordOf(kShop), "kitchen"),
            "All categories: kept 90 days after meal.eaten, then blocked for 3 years and then erased; no longer than the consent");
}

TEST(LimitsTest, AggregateInCells) {
  EXPECT_EQ(Said("keep: P1Y after P6M after meal.eaten, then: aggregate in cells of 10 then erase"),
            "All categories: kept 1 year after 6 months after meal.eaten, then counted together in cells of at least 10 and then erased; "
            "no longer "
            "than the consent");
}

TEST(LimitsTest, SeveralEnds) {
  EXPECT_EQ(Said("keep: 'latest(while meal.open, P1M after month-end(meal.eaten))', then: erase"),
            "All categories: kept until the last of these: as long as meal.open; 1 month after the end of the month (meal.eaten), then "
            "erased; no "
            "longer than the consent");
}

TEST(LimitsTest, DayOfTheEventItself) {
  EXPECT_EQ(Said("keep: P0D after meal.eaten, then: erase"),
            "All categories: kept until meal.eaten, then erased; no longer than the consent");
}

TEST(LimitsTest, ClockOfAProcessor) {
  EXPECT_EQ(LimitOf(RecordOf(kShop), "catering"), "All categories: kept 24 hours after meal.eaten, then erased");
}

TEST(LimitsTest, ConditionsAndTheirOpposite) {
  const std::string need = "keep: P90D after meal.eaten, when: meal.served and not meal.paid, then: erase";
  EXPECT_EQ(Said(need),
            "All categories: kept 90 days after meal.eaten, then erased; where meal.served and not meal.paid; no longer than the consent");
}

TEST(LimitsTest, NewTermsHaveTheirDays) {
  const std::string text = With(kShop, "      - { of: health, keep: P90D after meal.eaten, then: block for P3Y then erase }\n",
                                "      - { of: health, keep: P90D after meal.eaten, then: erase }\n"
                                "      - { of: health, keep: P30D after meal.eaten, then: erase, from: 2026-06-01 }\n");
  const Record record = RecordOf(text);
  EXPECT_NE(LimitOf(record, "kitchen", 0).find("before 2026-06-01"), std::string::npos) << LimitOf(record, "kitchen", 0);
  EXPECT_NE(LimitOf(record, "kitchen", 1).find("from 2026-06-01"), std::string::npos) << LimitOf(record, "kitchen", 1);
}

TEST(LimitsTest, WordsMakeClauses) {
  Words words;
  words.texts["events"] = {{"order.paid", "ordren blev betalt"}, {"meal.eaten", "måltidet blev spist"}};
  words.texts["states.is"]["account.open"] = "kontoen er åben";
  words.texts["data"] = {{"account", "konto"}, {"order.item", "vare"}};
  const Record record = RecordOf(kShop, "da", words);
  EXPECT_EQ(LimitOf(record, "sales"), "Alle kategorier: opbevares så længe kontoen er åben og fjernes inden for 30 dage, derefter slettes");
  EXPECT_EQ(EntryIn(record, "books").limits.at(0).text,
            "opbevares 5 år efter udløbet af det regnskabsår, hvor ordren blev betalt, derefter slettes; kun opbevaret, ikke i brug");
  EXPECT_EQ(EntryIn(record, "kitchen").limits.at(0).text,
            "opbevares 90 dage efter, at måltidet blev spist, derefter blokeres i 3 år og derefter slettes; ikke længere end samtykket");
}

TEST(LimitsTest, GroupStandsForAllItsCategories) {
  const Words words;
  const policy::Policy policy = support::PolicyOf(kShop);
  const Phrases phrases = support::In("en");
  const Namer namer(policy, phrases, words);
  EXPECT_EQ(DataText({"account.email", "account.name", "order.item"}, policy, namer), "account, order.item");
  EXPECT_EQ(DataText({"account.email"}, policy, namer), "account.email");
}

}  // namespace limits_test
}  // namespace lofte::record
