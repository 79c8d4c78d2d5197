#include "base/phrases.h"

#include <gtest/gtest.h>

namespace lofte {
namespace phrases_test {

const EmbeddedFiles kFiles = {{"layout.css", "p {}"},
                              {"phrases/sv.tsv", "key\ttext\nhello\tHej {name}\n"},
                              {"phrases/nb.tsv", "key\ttext\n# for people\nhello\tHei {name}, {other} {name}\nbye\tHa det\n"}};

TEST(PhrasesTest, LanguagesAreThoseThatThereAreFilesOf) { EXPECT_EQ(PhraseLanguages(kFiles), (std::vector<std::string>{"nb", "sv"})); }

TEST(PhrasesTest, PlaceholdersAreReplacedAndValuesNotLookedInto) {
  const PhraseTable phrases(kFiles, "nb");
  EXPECT_EQ(phrases.language(), "nb");
  EXPECT_EQ(phrases.Of("hello"), "Hei {name}, {other} {name}");
  EXPECT_EQ(phrases.Say("hello", {{"name", "{other}"}}), "Hei {other}, {other} {other}");
  EXPECT_EQ(phrases.Say("bye"), "Ha det");
  EXPECT_EQ(phrases.all().size(), 2u);
  EXPECT_TRUE(phrases.Has("bye"));
  EXPECT_FALSE(phrases.Has("key"));
  EXPECT_EQ(PlaceholdersOf(phrases.Of("hello")), (std::vector<std::string>{"name", "other", "name"}));
}

TEST(PhrasesDeathTest, WhatIsNotThereIsAFaultOfOurs) {
  EXPECT_DEATH(PhraseTable(kFiles, "sv").Of("bye"), "no phrase `bye` in `sv`");
  EXPECT_DEATH(PhraseTable(kFiles, "da"), "no file `phrases/da.tsv` was built in");
  EXPECT_DEATH(PhraseTable({{"phrases/nb.tsv", "key\ttext\na\tb\na\tc\n"}}, "nb"), "twice: a");
}

}  // namespace phrases_test
}  // namespace lofte
