// The five examples against themselves, in another order and under other ids, and with one thing changed at a time.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "diff/diff_test_support.h"

namespace lofte::diff {
namespace examples_test {

using policy::Policy;
using support::KindsOf;
using support::Shown;
using Mutation = std::function<void(Policy&)>;

class ExampleTest : public testing::TestWithParam<const char*> {
 protected:
  // Read once: the largest takes its time.
  static const Policy& Example() {
    static std::map<std::string, Policy> read;
    const std::string name = GetParam();
    if (read.count(name) == 0) read[name] = support::Read(ReadFile(LOFTE_SOURCE_DIR "/examples/" + name + "/policy.yaml").value());
    return read[name];
  }

  // There `kinds`, and back their opposites.
  static void ExpectOf(const Mutation& mutation, const std::set<std::string>& kinds, const std::string& what) {
    Policy changed = Example();
    mutation(changed);
    const std::vector<Change> there = Compare(Example(), changed), back = Compare(changed, Example());
    std::set<std::string> found, opposite, expected;
    for (const Change& change : there) found.insert(change.kind);
    for (const Change& change : back) opposite.insert(change.kind);
    for (const std::string& kind : kinds) expected.insert(std::string(KindOf(kind).opposite));
    EXPECT_EQ(found, kinds) << what << "\n" << Shown(there);
    EXPECT_EQ(opposite, expected) << what << "\n" << Shown(back);
  }
};

TEST_P(ExampleTest, DoesNotDifferFromItself) { EXPECT_EQ(Shown(Compare(Example(), Example())), ""); }

TEST_P(ExampleTest, InAnotherOrderIsTheSame) {
  Policy turned = Example();
  const auto turn = [](auto& list) { std::reverse(list.begin(), list.end()); };
  turn(turned.activities);
  turn(turned.recipients);
  turn(turned.rules);
  turn(turned.rights);
  turn(turned.cookies);
  turn(turned.breach);
  turn(turned.messages);
  turn(turned.measures);
  turn(turned.promises);
  turn(turned.decisions);
  turn(turned.subjects);
  for (auto& activity : turned.activities) {
    turn(activity.data);
    turn(activity.uses);
    turn(activity.recipients);
    turn(activity.subjects);
  }
  for (auto& recipient : turned.recipients) {
    turn(recipient.safeguards);
    turn(recipient.activities);
    turn(recipient.data);
  }
  for (auto& rule : turned.rules) turn(rule.when);
  EXPECT_EQ(Shown(Compare(Example(), turned)), "");
}

TEST_P(ExampleTest, UnderOtherIdsIsTheSame) {
  Policy renamed = Example();
  const auto rename = [](std::string& id) { id += "-renamed"; };
  const auto rename_all = [&](std::vector<std::string>& ids) { std::for_each(ids.begin(), ids.end(), rename); };
  for (auto& activity : renamed.activities) {
    rename(activity.id);
    rename_all(activity.recipients);
  }
  for (auto& recipient : renamed.recipients) {
    rename(recipient.id);
    rename_all(recipient.activities);
  }
  for (auto& rule : renamed.rules) rename(rule.activity);
  for (auto& cookie : renamed.cookies) {
    rename(cookie.id);
    if (!cookie.set_by.empty()) rename(cookie.set_by);
  }
  for (auto& message : renamed.messages) {
    rename(message.id);
    if (!message.activity.empty()) rename(message.activity);
  }
  for (auto& measure : renamed.measures) rename(measure.id);
  EXPECT_EQ(Shown(Compare(Example(), renamed)), "");
}

TEST_P(ExampleTest, EachSafeguardLostIsThat) {
  for (std::size_t i = 0; i < Example().recipients.size(); ++i)
    for (std::size_t j = 0; j < Example().recipients[i].safeguards.size(); ++j)
      ExpectOf([&](Policy& of) { of.recipients[i].safeguards.erase(of.recipients[i].safeguards.begin() + static_cast<std::ptrdiff_t>(j)); },
               {"safeguard-lost"}, Example().recipients[i].id);
}

TEST_P(ExampleTest, EachRecipientInAnotherCountryIsThat) {
  for (std::size_t i = 0; i < Example().recipients.size(); ++i) {
    static const std::set<std::string> kEea = {"DE", "DK", "ES", "EU", "FI", "FR", "IE", "IT", "NL",
                                               "NO", "PL", "SE", "AT", "BE", "EE", "LT", "LV", "LU"};
    const bool leaves = kEea.count(Example().recipients[i].country) != 0;
    ExpectOf([&](Policy& of) { of.recipients[i].country = "IN"; }, {leaves ? "transfer-new" : "recipient-country"},
             Example().recipients[i].id);
  }
}

TEST_P(ExampleTest, EachRecipientGoneIsThat) {
  for (std::size_t i = 0; i < Example().recipients.size(); ++i) {
    const std::string id = Example().recipients[i].id;
    const bool sets_cookie =
        std::any_of(Example().cookies.begin(), Example().cookies.end(), [&](const auto& cookie) { return cookie.set_by == id; });
    if (sets_cookie) continue;
    ExpectOf(
        [&](Policy& of) {
          of.recipients.erase(of.recipients.begin() + static_cast<std::ptrdiff_t>(i));
          for (auto& activity : of.activities)
            activity.recipients.erase(std::remove(activity.recipients.begin(), activity.recipients.end(), id), activity.recipients.end());
        },
        {"recipient-gone"}, id);
  }
}

TEST_P(ExampleTest, EachActivityForAnotherPurposeIsThat) {
  for (std::size_t i = 0; i < Example().activities.size(); ++i)
    ExpectOf([&](Policy& of) { of.activities[i].purpose["en"] += ", and for our friends too"; }, {"purpose-changed"},
             Example().activities[i].id);
}

// Of a rule that another one outlasts, or that comes after another's cap, nobody's data ends otherwise; so a longer one is that, or a rule.
TEST_P(ExampleTest, EachPeriodLongerIsNothingElse) {
  std::size_t longer = 0;
  for (std::size_t i = 0; i < Example().rules.size(); ++i) {
    const policy::Rule& rule = Example().rules[i];
    if (rule.end.kind != policy::End::Kind::kAfter || rule.end.chain.empty() || rule.until || !rule.splits.empty()) continue;
    Policy changed = Example();
    changed.rules[i].end.chain.back().period.months += 7;
    changed.rules[i].source += " and seven months";
    const std::vector<Change> there = Compare(Example(), changed), back = Compare(changed, Example());
    for (const Change& change : there)
      EXPECT_TRUE(change.kind == "retention-longer" || change.kind == "retention-rule") << rule.source << Shown(there);
    for (const Change& change : back)
      EXPECT_TRUE(change.kind == "retention-shorter" || change.kind == "retention-rule") << rule.source << Shown(back);
    EXPECT_EQ(there.size(), back.size()) << rule.source;
    longer += there.empty() ? 0 : 1;
  }
  EXPECT_GT(longer, 0u);
}

TEST_P(ExampleTest, EachErasureWeakenedIsThat) {
  for (std::size_t i = 0; i < Example().rules.size(); ++i) {
    if (Example().rules[i].then != policy::Then::kErase || Example().rules[i].until) continue;
    ExpectOf([&](Policy& of) { of.rules[i].then = of.rules[i].outcome.then = policy::Then::kAnonymise; }, {"then-weaker"},
             Example().rules[i].source);
  }
}

TEST_P(ExampleTest, EachPromiseInOtherWordsIsNoMaterialChange) {
  for (std::size_t i = 0; i < Example().promises.size(); ++i) {
    Policy changed = Example();
    for (auto& [language, text] : changed.promises[i].text) text += " indeed";
    const std::vector<Change> changes = Compare(Example(), changed);
    ASSERT_EQ(changes.size(), 1u) << Shown(changes);
    EXPECT_FALSE(HasMaterial(changes)) << Shown(changes);
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, ExampleTest, testing::Values("bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace examples_test
}  // namespace lofte::diff
