// A privacy notice before it has a language: statements with periods, days, names and promises, in the order in which they are read.
//
// Every language speaks the same tree (voice.h), so two languages of one policy say the same, promise by promise. Plain values; any thread.
#pragma once

#include <string>
#include <vector>

#include "policy/policy.h"

namespace lofte::notice {

struct Slot;

// Something that can be said in every language.
struct Say {
  enum class Kind {
    kPhrase,     // `key` of the phrases, with `slots`
    kWord,       // `key` under `section` of the words, or of the policy's own text when the words have none
    kText,       // `text`, the same in every language: a name, an address
    kLink,       // likewise; `text` is an e-mail address, a telephone number or a web address
    kAnchor,     // `parts[0]`, leading to the block with the id `text`
    kPeriod,     // `period`
    kDay,        // `day`
    kNumber,     // `number`
    kPercent,    // `number`
    kCountry,    // ISO 3166-1 alpha-2 in `text`
    kAnd,        // `parts`, as a list in a sentence
    kOr,         // likewise
    kNumbered,   // `parts`, numbered in a sentence: (1) ..; (2) ..
    kSentences,  // `parts`, one after the other
  };
  Kind kind = Kind::kSentences;
  std::string key, section, text;
  policy::LocalText local;  // kWord
  time::Period period;
  time::Day day;
  int number = 0;
  std::vector<Slot> slots;  // kPhrase
  std::vector<Say> parts;

  bool empty() const { return kind == Kind::kSentences && parts.empty(); }
};

// What stands where the phrase has `{name}`.
struct Slot {
  std::string name;
  Say say;
};
using Slots = std::vector<Slot>;

Say Phrase(std::string key, Slots slots = {});
// A word of words/LANG.yaml; `local`: what policy.yaml itself says, by language.
Say Word(std::string section, std::string key, policy::LocalText local = {});
Say Text(std::string text);
Say Link(std::string text);
Say Anchor(std::string id, Say say);
Say Period(const time::Period& period);
Say Day(time::Day day);
Say Number(int number);
Say Percent(int number);
Say Country(std::string code);
// Of one part: that part.
Say And(std::vector<Say> parts);
Say Or(std::vector<Say> parts);
Say Numbered(std::vector<Say> parts);
Say Sentences(std::vector<Say> parts);

// A part of the page.
struct Block {
  enum class Kind {
    kSection,    // `title`, `blocks`
    kParagraph,  // `says`
    kBullets,    // `items`
    kFacts,      // `blocks` of kind kFact
    kFact,       // `title`: what it is about; `blocks`
    kTable,      // `title`: its caption; `head`, `rows`. The first cell of a row names the row
    kCallout,    // `title`, `blocks`: set apart from what stands around it
  };
  Kind kind = Kind::kParagraph;
  std::string id;  // kSection, kCallout: to be led to; unique
  Say title, says;
  std::vector<Say> items, head;
  std::vector<std::vector<Say>> rows;
  std::vector<Block> blocks;
  std::vector<std::string> promises;  // kParagraph, kFact: that are said here
};

using Blocks = std::vector<Block>;

Block Section(std::string id, Say title, Blocks blocks = {});
Block Paragraph(Say says, std::vector<std::string> promises = {});
Block Bullets(std::vector<Say> items);
Block Facts(Blocks facts);
Block Fact(Say title, Blocks blocks);
Block Table(Say caption, std::vector<Say> head, std::vector<std::vector<Say>> rows);
Block Callout(std::string id, Say title, Blocks blocks);

struct Notice {
  Say title;
  std::string publisher;  // who is answerable
  time::Day effective;
  Block summary;    // the first layer, kSection
  Blocks sections;  // the whole, kSection each
};

// What the policy says to the people that it is about (Art. 13 and 14). Precondition: the policy was read and checked without errors and is
// no draft.
Notice BuildNotice(const policy::Policy& policy);

}  // namespace lofte::notice
