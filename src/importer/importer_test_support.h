// For the tests of this module: texts in, facts out.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "importer/importer.h"

namespace lofte::importer::support {

inline Facts Read(std::string_view text, std::string_view name = "policy.txt") {
  const Result<prose::Document> document = prose::Read(text, name);
  EXPECT_TRUE(document) << document.error().message;
  return document ? ReadFacts(*document) : Facts();
}

// `P7Y after last_activity: delete`
inline std::string Shown(const Retention& rule) {
  return (rule.at_most ? "<= " : "") + (rule.period.empty() ? "-" : rule.period) + " " + rule.trigger + " " + rule.action;
}
inline std::vector<std::string> Shown(const std::vector<Retention>& rules) {
  std::vector<std::string> all;
  for (const Retention& rule : rules) all.push_back(Shown(rule));
  return all;
}

inline std::vector<std::string> Names(const std::vector<Recipient>& recipients) {
  std::vector<std::string> names;
  for (const Recipient& recipient : recipients) {
    if (!recipient.category) names.push_back(recipient.name + (recipient.region.empty() ? "" : " in " + recipient.region));
  }
  return names;
}
inline std::vector<std::string> Names(const std::vector<Right>& rights) {
  std::vector<std::string> names;
  for (const Right& right : rights) names.push_back(right.name);
  return names;
}
inline std::vector<std::string> TextsOf(const std::vector<Text>& texts) {
  std::vector<std::string> all;
  for (const Text& text : texts) all.push_back(text.text);
  return all;
}

using Strings = std::vector<std::string>;

}  // namespace lofte::importer::support
