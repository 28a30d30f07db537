#pragma once

#include <string>

namespace speur {

/// The text with the tags of code that stands in one line, `{% highlight html %}<b>{% endhighlight %}`, on lines of their own.
[[nodiscard]] std::string with_code_on_lines(std::string text);

}  // namespace speur
