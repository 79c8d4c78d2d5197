// Each kind of change by a pair of policies, there and back.
#include <gtest/gtest.h>

#include <set>

#include "diff/diff_test_support.h"

namespace lofte::diff {
namespace kinds_test {

using policy::Policy;
using support::KindsOf;
using support::Shop;
using support::Shown;

struct Edit {
  const char* kinds;  // of the changes, there
  const char* from;
  const char* to;
};

const Edit kEdits[] = {
    {"purpose-changed", "see which pages are read", "see who reads which pages"},
    {"wording", "see which pages are read", "See which pages are read."},
    {"basis-changed", "basis: legitimate-interests", "basis: public-task"},
    {"consent-dropped", "basis: consent\n    consent: person.subscribed", "basis: legitimate-interests"},
    {"consent-state", "consent: person.subscribed\n", "consent: person.agreed\n"},
    {"exception-changed", "art9: a", "art9: h"},
    {"role-changed", "automated: none", "automated: none\n    role: processor\n    processor-for: Mall"},
    {"automated-more", "automated: none", "automated: decides"},
    {"data-new", "data: visit\n", "data: visit\n    uses: account.email\n"},
    {"data-new", "data: letter.address\n    retention", "data: letter.address\n    uses: visit\n    retention"},
    {"subject-new", "subjects: [buyer]\n    data: visit", "subjects: [buyer, seller]\n    data: visit"},
    {"data-gone", "subjects: [buyer, seller]\n    data: [account, order.item]",
     "data: { buyer: [account, order.item], seller: [account] }"},
    {"never-stored-lost", "    never: body.text\n", ""},
    {"must-give", "    optional: account.name\n", ""},
    {"source-new", "sources: [subject]", "sources: [subject, public-register]"},
    {"access-new", "access: [sales-team]", "access: [sales-team, interns]"},
    {"told-less", "    access: [sales-team]\n", ""},
    {"told-less", "    sources: [subject]\n", ""},
    {"retention-longer", "keep: P1Y after visit.made", "keep: P14M after visit.made"},
    {"retention-longer", "cap: P2M after visit.made", "cap: P70D after visit.made"},
    {"retention-longer", "      - { of: visit.ip, cap: P2M after visit.made, then: erase }\n", ""},
    {"retention-longer", "keep: while account.open", "keep: 'latest(while account.open, P1Y after order.date)'"},
    {"retention-shorter", "keep: P2Y after letter.sent", "keep: P18M after letter.sent"},
    {"retention-trigger retention-shorter", "keep: P1Y after visit.made", "keep: P1Y after order.date"},
    {"retention-trigger", "keep: while account.open", "keep: P30D after account.closed"},
    {"use-longer", "mode: keep, ", ""},
    {"then-weaker", "within: P30D, then: erase", "within: P30D, then: anonymise"},
    {"then-weaker", "block for P1Y then erase", "block for P2Y then erase"},
    {"then-weaker", "block for P1Y then erase", "block for P1Y then anonymise"},
    {"then-weaker", "aggregate in cells of 10 then erase", "aggregate in cells of 5 then erase"},
    {"removal-slower", "within: P30D", "within: P60D"},
    {"retention-rule", "within: P30D, then: erase", "within: P30D, then: erase, yields-to: five"},
    {"sharing-none-lost", "    recipients: none\n", ""},
    {"transfers-none-lost", "    transfers: none\n", ""},
    {"recipient-new", "  mailer: {", "  bank: { name: Bank, country: DK, for: sales, data: account.name }\n  mailer: {"},
    {"recipient-name", "name: Mailer", "name: Postman"},
    {"recipient-purpose", "for: letters, data", "for: [letters, sales], data"},
    {"recipient-data", "data: letter.address, consent", "data: [letter.address, account.name], consent"},
    {"recipient-freer", "country: DE, city", "country: DE, role: controller, city"},
    {"recipient-keeps-longer", "keeps: P30D", "keeps: P31D"},
    {"recipient-keeps-longer", ", keeps: P30D", ""},
    {"recipient-consent-lost", "data: letter.address, consent: person.subscribed", "data: letter.address"},
    {"transfer-new", "country: DE, city", "country: US, city"},
    {"transfer-new", "country: DE, city", "country: GB, city"},
    {"recipient-country", "country: DE, city", "country: FR, city"},
    {"recipient-country", "country: US, safeguards: [dpa, scc]", "country: IN, safeguards: [dpa, scc]"},
    {"recipient-city", "city: Berlin", "city: Bonn"},
    {"told-less", ", city: Berlin", ""},
    {"safeguard-lost", "safeguards: [dpa, scc]", "safeguards: [dpa]"},
    {"right-lost", "  objection: { within: at-once }\n", ""},
    {"right-slower", "access: { within: P1M", "access: { within: P2M"},
    {"right-slower", "access: { within: P1M, extension: P2M", "access: { within: P1M, extension: P3M"},
    {"right-ways", "identity: order number", "identity: passport"},
    {"controller-changed", "name: Shop ApS", "name: Mall ApS"},
    {"controller-contact", "email: p@shop.example, officer", "email: q@shop.example, officer"},
    {"officer-lost", ", officer: { name: Bo, email: bo@shop.example }", ""},
    {"officer-changed", "officer: { name: Bo", "officer: { name: Ann"},
    {"age-lower", "minimum-age: 16", "minimum-age: 13"},
    {"age-lower", "minimum-age: 16", "minimum-age: { years: 16, below: parents }"},
    {"age-lower", "minimum-age: 16\n", ""},
    {"breach-weaker", "within: PT72H", "within: PT96H"},
    {"breach-weaker", "tell: authority, within: PT72H, at: risk", "tell: authority, within: PT72H, at: high-risk"},
    {"breach-weaker", "  - { tell: subjects, within: undue-delay, at: high-risk, by: e-mail }\n", ""},
    {"breach-ways", "at: high-risk, by: e-mail", "at: high-risk, by: letter"},
    {"cookie-new", "  login: {", "  chat: { kind: functional, lifetime: P1D, consent: person.chats }\n  login: {"},
    {"cookie-longer", "lifetime: session", "lifetime: P1D"},
    {"cookie-use-more", "kind: essential", "kind: functional"},
    {"cookie-consent-lost", "consent: person.counted, ", ""},
    {"cookie-setter", ", set-by: host", ""},
    {"message-new", "messages:\n", "messages:\n  hello: { kind: service }\n"},
    {"message-more", "by: e-mail, only", "by: [e-mail, sms], only"},
    {"message-more", "only: person.subscribed, ", ""},
    {"message-stop-slower", "stops: at-once", "stops: P10D"},
    {"message-stop-slower", "carries: [sender, unsubscribe]", "carries: [sender]"},
    {"message-other", "kind: commercial, for: letters", "kind: commercial, for: sales"},
    {"measure-lost", "  test: { what: an attack by friends, every: P1Y }\n", ""},
    {"measure-weaker", "TLS 1.2", "TLS 1.1"},
    {"measure-weaker", "every: P1Y", "every: P2Y"},
    {"measure-weaker", "share: 95", "share: 90"},
    {"measure-changed", "TLS 1.2", "SSH 2"},
    {"promise-lost", "  cards: { kind: security, text: no card numbers, control: { never: card-number } }\n", ""},
    {"promise-changed", "text: we are careful", "text: we are rather careful"},
    {"promise-check", "never: card-number", "never: national-id"},
    {"wording", "text: invoices stay five years", "text: five years for invoices"},
    {"wording", "  lawful: { kind: claim, text: all laws are followed }\n", ""},
    {"effective-changed", "effective: 2026-01-01", "effective: 2026-02-01"},
    {"authority-changed", "minimum-age: 16", "minimum-age: 16\nauthority: SE"},
    {"controller-calendar", "country: DK, email", "country: DK, time-zone: Europe/Oslo, email"},
    {"language-new", "languages: [en, nb]", "languages: [en, nb, sv]"},
};

// The kinds of the same changes the other way, in their order.
std::string Opposite(const std::vector<Change>& changes) {
  std::multiset<std::string> kinds;
  for (const Change& change : changes) kinds.insert(std::string(KindOf(change.kind).opposite));
  std::string joined;
  for (const std::string& kind : kinds) joined += (joined.empty() ? "" : " ") + kind;
  return joined;
}

std::string SortedKinds(const std::vector<Change>& changes) {
  std::multiset<std::string> kinds;
  for (const Change& change : changes) kinds.insert(change.kind);
  std::string joined;
  for (const std::string& kind : kinds) joined += (joined.empty() ? "" : " ") + kind;
  return joined;
}

void ExpectThereAndBack(const Policy& before, const Policy& after, const std::string& kinds) {
  const std::vector<Change> there = Compare(before, after), back = Compare(after, before);
  EXPECT_EQ(KindsOf(there), kinds) << Shown(there);
  EXPECT_EQ(SortedKinds(back), Opposite(there)) << Shown(back);
}

TEST(ChangeKindTest, OfOneEditIsOneKindAndBackItsOpposite) {
  for (const Edit& edit : kEdits) {
    SCOPED_TRACE(std::string(edit.from) + " => " + edit.to);
    ExpectThereAndBack(Shop(), support::ShopWith(edit.from, edit.to), edit.kinds);
  }
}

// What the reader may not know yet is changed in the model.
struct ModelEdit {
  const char* kinds;
  void (*first)(Policy&);
  void (*second)(Policy&);
};

void Nothing(Policy&) {}

const ModelEdit kModelEdits[] = {
    {"interest-changed",
     [](Policy& of) {
       of.activities[2].interest = {{"en", "a better shop"}};
     },
     [](Policy& of) {
       of.activities[2].interest = {{"en", "more sales"}};
     }},
    {"told-more", &Nothing,
     [](Policy& of) {
       of.activities[2].interest = {{"en", "more sales"}};
     }},
    {"law-changed",
     [](Policy& of) {
       of.activities[1].law = {{"en", "the old act"}};
     },
     [](Policy& of) {
       of.activities[1].law = {{"en", "the new act"}};
     }},
    {"logic-changed",
     [](Policy& of) {
       of.activities[0].logic = {{"en", "by age"}};
     },
     [](Policy& of) {
       of.activities[0].logic = {{"en", "by income"}};
     }},
    {"wording",
     [](Policy& of) {
       of.activities[0].title = {{"en", "Sales"}};
     },
     [](Policy& of) {
       of.activities[0].title = {{"en", "Trade"}};
     }},
    {"must-give",
     [](Policy& of) {
       of.activities[0].provision = policy::Provision{"choice", {}};
     },
     [](Policy& of) {
       of.activities[0].provision = policy::Provision{"contract", {}};
     }},
    {"provision-changed",
     [](Policy& of) {
       of.activities[0].provision = policy::Provision{"law", {}};
     },
     [](Policy& of) {
       of.activities[0].provision = policy::Provision{"contract", {}};
     }},
    {"told-more", [](Policy& of) { of.activities[0].basis_given = false; }, &Nothing},
    {"special-new", &Nothing, [](Policy& of) { of.special = {"visit.ip"}; }},
    {"representative-lost",
     [](Policy& of) {
       of.controller.representative = policy::Officer{"Eve", "e@x.example", "", ""};
     },
     &Nothing},
    {"representative-changed",
     [](Policy& of) {
       of.controller.representative = policy::Officer{"Eve", "e@x.example", "", ""};
     },
     [](Policy& of) {
       of.controller.representative = policy::Officer{"Eva", "e@x.example", "", ""};
     }},
    {"joint-new", &Nothing,
     [](Policy& of) {
       of.joint_controllers.push_back({"mall", "Mall", "DK", "m@x.example", {}, {"sales"}, {}, {}});
     }},
    {"joint-changed",
     [](Policy& of) {
       of.joint_controllers.push_back({"mall", "Mall", "DK", "m@x.example", {}, {"sales"}, {}, {}});
     },
     [](Policy& of) {
       of.joint_controllers.push_back({"mall", "Mall", "DK", "m@x.example", {}, {"sales", "letters"}, {}, {}});
     }},
    {"decision-changed", &Nothing,
     [](Policy& of) {
       of.decisions.push_back({"D1", {"five"}, {}, {{"en", "five"}}, {}, {}, {}});
     }},
    {"retention-removed", &Nothing, [](Policy& of) { of.rules.erase(of.rules.begin()); }},
};

TEST(ChangeKindTest, OfTheNewPartsOfTheModelIsOneKindAndBackItsOpposite) {
  for (const ModelEdit& edit : kModelEdits) {
    SCOPED_TRACE(edit.kinds);
    Policy before = Shop(), after = Shop();
    edit.first(before);
    edit.second(after);
    ExpectThereAndBack(before, after, edit.kinds);
  }
}

std::string WithoutActivity(const std::string& name, const std::string& next) {
  const std::string text = support::kShop;
  const std::size_t begin = text.find("  " + name + ":\n    purpose"), end = text.find(next, begin);
  return text.substr(0, begin) + text.substr(end);
}

constexpr char kVisits[] = "  visits: { kind: retention, text: nobody knows after a year who came }\n";

// With an activity its data goes, where nothing else is done with it.
TEST(ChangeKindTest, OfAnActivityIsItsPurposeAndTheDataThatNothingElseNeeds) {
  const Policy without = support::Read(support::With(WithoutActivity("statistics", "  letters:\n"), kVisits, ""));
  ExpectThereAndBack(Shop(), without, "purpose-gone category-gone");
  Policy special = Shop();
  special.special = {"visit.ip"};
  EXPECT_EQ(KindsOf(Compare(without, special)), "purpose-new special-new category-new");
}

TEST(ChangeKindTest, EveryKindButWordingHasAnOppositeOfTheOppositeRank) {
  for (const Kind& kind : Kinds()) {
    const Kind& opposite = KindOf(kind.opposite);
    EXPECT_EQ(opposite.opposite, kind.id);
    EXPECT_FALSE(kind.means.empty()) << kind.id;
    EXPECT_EQ(kind.theme.empty(), kind.rank != Rank::kMaterialAdverse) << kind.id;
    if (kind.id == kind.opposite) continue;
    const bool is_other_way = (kind.rank == Rank::kMaterialAdverse && opposite.rank == Rank::kMaterialFavourable) ||
                              (kind.rank == Rank::kMaterialFavourable && opposite.rank == Rank::kMaterialAdverse);
    EXPECT_TRUE(is_other_way || (kind.rank == Rank::kNeutral && opposite.rank == Rank::kNeutral)) << kind.id;
  }
}

// A kind that no test shows could be a typing mistake.
TEST(ChangeKindTest, EveryKindIsShownByATest) {
  std::set<std::string> shown = {"purpose-new", "category-new", "special-new", "retention-removed"};
  for (const Edit& edit : kEdits) shown.insert(edit.kinds);
  for (const ModelEdit& edit : kModelEdits) shown.insert(edit.kinds);
  for (const Kind& kind : Kinds()) EXPECT_TRUE(shown.count(std::string(kind.id)) + shown.count(std::string(kind.opposite)) > 0) << kind.id;
}

}  // namespace kinds_test
}  // namespace lofte::diff
