// For the tests of this module: a small policy with words in two languages, and the notices of the examples.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "notice/render.h"
#include "policy/reader.h"

namespace lofte::notice::support {

inline constexpr char kShop[] = R"(lofte: 1
controller: { name: Shop ApS, country: DK, email: help@shop.example }
effective: 2026-03-01
languages: [en, nb]
data:
  account: [email, name]
  order: [item, invoice]
subjects: [buyer]
recipients:
  host: { name: Host, country: DE, for: sales, safeguards: dpa }
activities:
  sales:
    purpose: sell things
    basis: contract
    subjects: buyer
    data: [account, order]
    recipients: host
    retention:
      - { promise: p, of: [account, order], keep: while account.open, within: P30D, then: erase }
promises:
  p: { kind: retention, text: gone after thirty days }
)";

inline constexpr char kWords[] = R"(lofte: 1
language: en
data: { account: account data, account.email: email address, account.name: name, order: orders, order.item: item, order.invoice: invoices }
subjects: { buyer: buyers }
recipients: { host: hosting }
activities:
  sales: { title: Sales, purpose: sell you things, otherwise: Without it you cannot buy. }
events: {}
states:
  account.open: { is: your account is open, not: your account is closed }
)";

inline std::string With(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << "no `" << from << "` to replace";
    return text;
  }
  return text.replace(at, from.size(), to);
}

inline std::string Shown(const Issues& issues) {
  std::string all;
  for (const Issue& issue : issues) all += Render(issue, "", false);
  return all;
}

inline policy::Policy PolicyOf(const std::string& source) {
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", source, issues);
  EXPECT_FALSE(HasErrors(issues)) << Shown(issues);
  return policy.value_or(policy::Policy());
}

inline Words WordsOf(const std::string& source, const std::string& language, const policy::Policy& policy) {
  Issues issues;
  std::optional<Words> words = ReadWords("words/" + language + ".yaml", source, language, policy, issues);
  EXPECT_TRUE(issues.empty()) << Shown(issues);
  return words.value_or(Words());
}

inline const std::vector<std::string> kExamples = {"bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"};

// An example's notice, and its words of one language; nothing is missing in them.
struct Example {
  policy::Policy policy;
  Notice notice;
  Words words;
};

inline Example ExampleOf(const std::string& name, const std::string& language) {
  const std::string folder = std::string(LOFTE_SOURCE_DIR "/examples/") + name;
  Example example;
  example.policy = PolicyOf(ReadFile(folder + "/policy.yaml").value());
  example.notice = BuildNotice(example.policy);
  example.words = WordsOf(ReadFile(folder + "/words/" + language + ".yaml").value(), language, example.policy);
  Issues issues;
  CheckWords(example.notice, example.words, issues);
  EXPECT_TRUE(issues.empty()) << Shown(issues);
  return example;
}

// Whether `file` of testdata/ is `text`; LOFTE_UPDATE_GOLDEN=1 writes it anew, to be read before it is committed.
inline void ExpectGolden(const std::string& file, const std::string& text) {
  const std::string path = std::string(LOFTE_SOURCE_DIR "/src/notice/testdata/") + file;
  if (std::getenv("LOFTE_UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(WriteFileAtomically(path, text).has_value());
  }
  const Result<std::string> golden = ReadFile(path);
  ASSERT_TRUE(golden.has_value()) << golden.error().message;
  EXPECT_EQ(text, *golden) << file;
}

}  // namespace lofte::notice::support
