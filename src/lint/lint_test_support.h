// For the tests of this module: a policy that says all that is asked for, and texts as facts.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lint/finding.h"

namespace lofte::lint::support {

inline const time::Day kToday = *time::ToDay({2026, 11, 27});

// Lines of policy.yaml, in the order of the entries.
inline Span At(std::size_t line) { return {"policy.yaml", line, 3, 4}; }
inline policy::Origin In(std::size_t line) { return {line, line * 100, line * 100 + 50, 1}; }

inline policy::Rule Need(const std::string& activity, const std::string& category) {
  policy::Rule rule;
  rule.activity = activity;
  rule.of = {category};
  rule.end.kind = policy::End::Kind::kAfter;
  rule.end.name = "order.date";
  rule.span = At(40);
  return rule;
}

inline policy::Activity Sales() {
  policy::Activity sales;
  sales.id = "sales";
  sales.purpose = {{"en", "sell things"}};
  sales.basis = policy::Basis::kContract;
  sales.provision = policy::Provision{"contract", {{"en", "no sale"}}};
  sales.subjects = {"buyer"};
  sales.data = {"order.item"};
  sales.span = At(20);
  return sales;
}

inline policy::Recipient Host() {
  policy::Recipient host;
  host.id = "host";
  host.name = "Host";
  host.country = "DE";
  host.safeguards = {"dpa"};
  host.span = At(10);
  return host;
}

// Says all that is asked for: lint is silent.
inline policy::Policy Complete() {
  policy::Policy policy;
  policy.controller.name = "Shop ApS";
  policy.controller.country = "DK";
  policy.controller.address = "Street 1, 1000 Town";
  policy.controller.email = "privacy@shop.test";
  policy.controller.organisation_number = "12345678";
  policy.controller.no_officer = true;
  policy.controller.span = At(2);
  policy.effective = *time::ToDay({2026, 1, 1});
  policy.authority = "DK";
  policy.languages = {"en"};
  policy.data = {{"order", {"item"}}};
  policy.data_spans = {{"order.item", At(6)}};
  policy.subjects = {"buyer"};
  policy.recipients = {Host()};
  policy.activities = {Sales()};
  policy.rules = {Need("sales", "order.item")};
  std::size_t line = 60;
  for (const char* name : {"access", "rectification", "erasure", "restriction", "objection", "portability", "withdrawal", "complaint"}) {
    policy::Right right;
    right.name = name;
    right.span = At(line++);
    policy.rights.push_back(right);
  }
  policy::Measure tls;
  tls.id = "tls";
  policy.measures = {tls};
  return policy;
}

inline bool Finds(const std::vector<Finding>& findings, const std::string& name, const std::string& rule = "") {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.name == name && (rule.empty() || finding.rule == rule); });
}

// A text, sentence by sentence. Each stands on a line of its own and takes a hundred bytes.
class Text {
 public:
  explicit Text(std::string language = "en") { facts_.language = std::move(language); }

  Text& Section(const std::string& heading, const std::vector<std::string>& topics, int level = 1) {
    importer::Section section;
    section.place = Next();
    section.heading = heading;
    section.topics = topics;
    section.level = level;
    facts_.sections.push_back(section);
    return *this;
  }
  // `concepts` need not be sorted.
  Text& Say(const std::string& text, std::vector<std::string> concepts, bool item = false) {
    importer::Statement statement;
    statement.place = Next();
    statement.text = text;
    statement.language = facts_.language;
    statement.section = facts_.sections.empty() ? 0 : facts_.sections.size() - 1;
    statement.item = item;
    std::sort(concepts.begin(), concepts.end());
    statement.concepts = std::move(concepts);
    facts_.statements.push_back(std::move(statement));
    if (!facts_.sections.empty()) ++facts_.sections.back().statements;
    return *this;
  }
  Text& Item(const std::string& text, std::vector<std::string> concepts) { return Say(text, std::move(concepts), true); }
  Text& May() { return Modal(importer::Statement::Modality::kMay); }
  Text& Modal(importer::Statement::Modality modality) {
    facts_.statements.back().modality = modality;
    return *this;
  }
  Text& Not() {
    facts_.statements.back().negated = true;
    return *this;
  }
  // What the last sentence says, besides.
  importer::Retention& Keep(const std::string& what, const std::string& period, const std::string& trigger) {
    importer::Retention rule;
    rule.place = Last();
    rule.what = what;
    rule.period = period;
    rule.trigger = trigger;
    rule.action = "unknown";
    facts_.retention.push_back(rule);
    return facts_.retention.back();
  }
  importer::Recipient& Give(const std::string& name, const std::string& region, bool in_list) {
    importer::Recipient recipient;
    recipient.place = Last();
    recipient.name = name;
    recipient.region = region;
    recipient.in_list = in_list;
    facts_.recipients.push_back(recipient);
    return facts_.recipients.back();
  }
  importer::Activity& Do(const std::string& name, const std::vector<std::string>& bases) {
    importer::Activity activity;
    activity.place = Last();
    activity.name = name;
    activity.legal_bases = bases;
    facts_.activities.push_back(activity);
    return facts_.activities.back();
  }
  Text& List(std::size_t items) {
    facts_.lists.push_back({Last(), items});
    return *this;
  }

  importer::Facts& facts() { return facts_; }
  importer::Text Here(const std::string& text) const {
    importer::Text here;
    here.place = Last();
    here.text = text;
    return here;
  }
  importer::Place Last() const { return {(line_ - 1) * 100, (line_ - 1) * 100 + 90, line_}; }
  std::size_t line() const { return line_; }

 private:
  importer::Place Next() {
    ++line_;
    return Last();
  }

  importer::Facts facts_;
  std::size_t line_ = 0;
};

inline const policy::OpenPoint* Point(const std::vector<policy::OpenPoint>& points, const std::string& name) {
  const auto found = std::find_if(points.begin(), points.end(), [&](const policy::OpenPoint& point) { return point.name == name; });
  return found == points.end() ? nullptr : &*found;
}

}  // namespace lofte::lint::support
